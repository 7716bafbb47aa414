//! The words of who somebody is and of what was done.

use lanterne_store::audit::act;

use crate::access::Role;
use crate::state::State;

/// What somebody is.
pub(crate) fn role_label(role: Role) -> &'static str {
    match role {
        Role::Public => "Public",
        Role::Operator => "Opérateur",
        Role::Region => "Région",
        Role::Admin => "Administration",
    }
}

/// The name of an operator of the snapshot.
pub(crate) fn operator_name(state: &State, operator: &str) -> Option<String> {
    state.contents.operators.iter().find(|own| own.operator == operator).map(|own| own.name.clone())
}

/// What was done; a word of a later program is told as it is.
pub(crate) fn act_label(act: &str) -> &str {
    match act {
        act::SIGN_IN => "Connexion",
        act::SIGN_IN_REFUSED => "Connexion refusée",
        act::SIGN_OUT => "Déconnexion",
        act::TOKEN_MADE => "Jeton créé",
        act::TOKEN_ENDED => "Jeton retiré",
        act::ACCOUNT_CHANGED => "Compte ouvert ou modifié",
        act::ACCOUNT_ENDED => "Compte fermé",
        act::DEPOSIT_RECEIVED => "Fichier déposé",
        act::DEPOSIT_CONFIRMED => "Fichier confirmé",
        act::DEPOSIT_WITHDRAWN => "Fichier retiré",
        act::ROWS_READ => "Lignes d’activité consultées",
        act::PUBLICATION_BEGUN => "Publication demandée",
        act::PUBLICATION_ENDED => "Publication terminée",
        act::LOG_PRUNED => "Lignes de plus d’un an effacées",
        other => other,
    }
}
