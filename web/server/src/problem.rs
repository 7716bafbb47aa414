//! Every way a request can fail, and the one place that chooses its status (RFC 9457).
//!
//! A problem says place, value and expectation in French. What went wrong inside never leaves: it is traced, and the
//! client is told that it is our fault.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::french::typography::{quoted, set};

/// Why a request has no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Problem {
    /// No snapshot was ever published where the service looks.
    #[error("no snapshot")]
    NoSnapshot,
    /// The snapshot was made by a program that did not keep the outlines.
    #[error("no outlines")]
    NoOutlines,
    /// A name of the path is in none of the closed lists.
    #[error("unknown {what}: {found}")]
    UnknownName {
        /// What kind of name, in French with its article: « un indicateur ».
        what: &'static str,
        /// What was asked.
        found: String,
        /// What would have been understood.
        known: Vec<String>,
    },
    /// The level exists, the code does not.
    #[error("unknown territory {level}/{code}")]
    UnknownTerritory {
        /// French label of the level.
        level: &'static str,
        /// What was asked.
        code: String,
        /// What a code of this level looks like.
        expected: &'static str,
    },
    /// A parameter of the query cannot be read.
    #[error("parameter {name}={value}")]
    Parameter {
        /// Its name.
        name: String,
        /// What was given.
        value: String,
        /// What is expected, in French.
        expected: String,
    },
    /// The parameter is understood, and what it asks for would say nothing.
    #[error("parameter {name}={value} has no meaning here")]
    NoMeaning {
        /// Its name.
        name: &'static str,
        /// What was given.
        value: String,
        /// Why, and what to do instead, in French, without full stop.
        why: String,
    },
    /// The address is no resource of this service.
    #[error("no such address {0}")]
    NoSuchAddress(String),
    /// The resource is only read.
    #[error("method not allowed")]
    ReadOnly,
    /// The tile is outside the pyramid.
    #[error("tile {z}/{x}/{y} out of range")]
    TileOutOfRange {
        /// Zoom.
        z: u32,
        /// Column.
        x: u32,
        /// Row.
        y: u32,
        /// Zooms the layer is served at.
        zooms: (u8, u8),
    },
    /// The tiles asked for belong to another snapshot.
    #[error("tiles {hash} are gone")]
    TilesReplaced {
        /// Hash in the address.
        hash: String,
        /// Layer.
        layer: String,
    },
    /// The table asked for belongs to another snapshot.
    #[error("tables of {snapshot} are gone")]
    TablesReplaced {
        /// The snapshot in the address.
        snapshot: String,
    },
    /// No profile was kept under this name.
    #[error("no profile kept as {id}")]
    NotKept {
        /// What was asked.
        id: String,
    },
    /// The version is kept, but was before this form was made.
    #[error("{id} is not kept as {ending}")]
    NotKeptAs {
        /// Its name.
        id: String,
        /// What the files of the form end in.
        ending: &'static str,
    },
    /// No more profiles can be kept.
    #[error("{most} profiles are kept already")]
    KeptFull {
        /// How many are kept at most.
        most: usize,
    },
    /// Nothing that people hand in can be kept: the folder of data cannot be written, or the database does not answer.
    #[error("no store")]
    NoStore,
    /// Nobody handed in what the schemes did.
    #[error("no activity")]
    NoActivity,
    /// No grouping was kept under this name.
    #[error("no grouping kept as {id}")]
    NoGrouping {
        /// What was asked.
        id: String,
    },
    /// The key of a grouping is another.
    #[error("wrong key")]
    WrongKey,
    /// No more groupings, or versions of one, can be kept.
    #[error("{most} groupings or versions are kept already")]
    GroupingsFull {
        /// How many are kept at most.
        most: i64,
    },
    /// The address is for people who said who they are.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// Whoever asks has no such right.
    #[error("not allowed")]
    NotAllowed,
    /// A change is asked for by a page that is none of this service.
    #[error("asked from another origin")]
    OtherOrigin,
    /// Nobody can sign in here: the service has no provider.
    #[error("no provider")]
    NoSignIn,
    /// The provider does not answer.
    #[error("the provider does not answer")]
    ProviderDown {
        /// What the person is told, a French sentence.
        why: &'static str,
    },
    /// Nobody was signed in.
    #[error("sign-in refused")]
    SignInRefused {
        /// What the person is told, a French sentence.
        why: &'static str,
    },
    /// What is named is not kept, or is not whoever asks's.
    #[error("not there")]
    NotThere {
        /// What is told of it, a French sentence.
        sentence: &'static str,
    },
    /// No more of it is kept.
    #[error("{most} are kept already")]
    Full {
        /// Of what, in French, plural: « jetons ».
        what: &'static str,
        /// How many are kept at most.
        most: i64,
    },
    /// What is handed in is larger than what is read.
    #[error("more than {most} bytes")]
    TooLarge {
        /// Bytes, at most.
        most: usize,
    },
    /// What is asked of it does not fit how far it has come.
    #[error("conflict")]
    Conflict {
        /// Why, and what to do instead, a French sentence.
        sentence: &'static str,
    },
    /// Our fault.
    #[error("internal")]
    Internal,
}

/// Body of a problem, `application/problem+json`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// Kind of problem; `about:blank`: the status says it.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short French title.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// French sentence: place, value, expectation.
    pub detail: String,
}

impl Problem {
    /// The same, where a parameter goes by the first of two words for it.
    #[must_use]
    pub(crate) fn in_words(self, words: &[(&str, &str)]) -> Self {
        match self {
            Self::Parameter { name, value, expected } => {
                let own = words.iter().find(|(_, api)| *api == name).map_or(name.clone(), |(own, _)| (*own).to_owned());
                Self::Parameter { name: own, value, expected }
            }
            other => other,
        }
    }

    /// The status, chosen here and nowhere else.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NoSnapshot | Self::NoOutlines | Self::NoStore => StatusCode::SERVICE_UNAVAILABLE,
            Self::UnknownName { .. }
            | Self::UnknownTerritory { .. }
            | Self::NoSuchAddress(_)
            | Self::NotKept { .. }
            | Self::NotKeptAs { .. }
            | Self::NoGrouping { .. }
            | Self::NoActivity
            | Self::NoSignIn
            | Self::NotThere { .. }
            | Self::TileOutOfRange { .. } => StatusCode::NOT_FOUND,
            Self::Parameter { .. } | Self::NoMeaning { .. } => StatusCode::BAD_REQUEST,
            Self::ReadOnly => StatusCode::METHOD_NOT_ALLOWED,
            Self::TilesReplaced { .. } | Self::TablesReplaced { .. } => StatusCode::GONE,
            Self::KeptFull { .. } | Self::GroupingsFull { .. } | Self::Full { .. } => StatusCode::INSUFFICIENT_STORAGE,
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::WrongKey | Self::NotAllowed | Self::OtherOrigin | Self::SignInRefused { .. } => StatusCode::FORBIDDEN,
            Self::ProviderDown { .. } => StatusCode::BAD_GATEWAY,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::NoSnapshot => "Aucune donnée publiée",
            Self::NoOutlines => "Contours absents",
            Self::UnknownName { .. } => "Nom inconnu",
            Self::UnknownTerritory { .. } => "Territoire inconnu",
            Self::Parameter { .. } => "Paramètre invalide",
            Self::NoMeaning { .. } => "Question sans objet",
            Self::NoSuchAddress(_) => "Adresse inconnue",
            Self::ReadOnly => "Lecture seule",
            Self::TileOutOfRange { .. } => "Tuile hors de la pyramide",
            Self::TilesReplaced { .. } => "Tuiles remplacées",
            Self::TablesReplaced { .. } => "Tables remplacées",
            Self::NotKept { .. } => "Version inconnue",
            Self::NotKeptAs { .. } => "Forme absente",
            Self::KeptFull { .. } | Self::GroupingsFull { .. } | Self::Full { .. } => "Plus de place",
            Self::NoStore => "Rien ne peut être gardé",
            Self::NoActivity => "Aucune activité remise",
            Self::NoGrouping { .. } => "Territoire inconnu",
            Self::WrongKey => "Clé refusée",
            Self::NotSignedIn => "Connexion nécessaire",
            Self::NotAllowed => "Droit insuffisant",
            Self::OtherOrigin => "Demande venue d’ailleurs",
            Self::NoSignIn => "Pas de connexion ici",
            Self::ProviderDown { .. } => "Fournisseur d’identité muet",
            Self::SignInRefused { .. } => "Connexion refusée",
            Self::NotThere { .. } => "Introuvable",
            Self::TooLarge { .. } => "Trop grand",
            Self::Conflict { .. } => "Trop tôt, ou trop tard",
            Self::Internal => "Erreur interne",
        }
    }

    fn detail(&self) -> String {
        let text = match self {
            Self::NoSnapshot => {
                "Aucune donnée n'a encore été publiée ici. Lancez « lanterne ingest », puis rechargez la page : le service n'a pas \
                 besoin d'être redémarré."
                    .to_owned()
            }
            Self::NoOutlines => {
                "La publication servie ne contient pas les contours : elle a été faite par une version antérieure. Lancez « lanterne ingest » \
                 pour la refaire ; CSV, XLSX et Arrow n'en ont pas besoin."
                    .to_owned()
            }
            Self::UnknownName { what, found, known } => {
                format!("{} n'est pas {what}. Connus : {}.", quoted(found), known.join(", "))
            }
            Self::UnknownTerritory { level, code, expected } => {
                format!("Aucun territoire de code {} au niveau {}. Attendu : {expected}.", quoted(code), quoted(level))
            }
            Self::Parameter { name, value, expected } => {
                format!("Paramètre {} : {} n'est pas compris. Attendu : {expected}.", quoted(name), quoted(value))
            }
            Self::NoMeaning { name, value, why } => {
                format!("Paramètre {} = {} : {why}.", quoted(name), quoted(value))
            }
            Self::NoSuchAddress(path) => {
                format!("{} n'est pas une adresse de ce service. Toutes les adresses : /api/openapi.json.", quoted(path))
            }
            Self::ReadOnly => "Ce service se lit seulement : méthodes GET et HEAD.".to_owned(),
            Self::TileOutOfRange { z, x, y, zooms: (low, high) } => format!(
                "La tuile {z}/{x}/{y} n'existe pas. Attendu : zoom de {low} à {high}, colonne et ligne de 0 à 2^zoom − 1."
            ),
            Self::TilesReplaced { hash, layer } => format!(
                "Les tuiles {} ne sont plus servies : les données ont été publiées à nouveau. Adresse actuelle : /tiles/{layer}.json.",
                quoted(hash)
            ),
            Self::TablesReplaced { snapshot } => format!(
                "Les tables de {} ne sont plus servies : les données ont été publiées à nouveau. Adresses actuelles : /donnees.",
                quoted(snapshot)
            ),
            Self::NotKept { id } => format!(
                "Aucun profil n'est gardé sous le nom {}. Le lien a peut-être été coupé en le copiant ; il se termine par douze chiffres et lettres.",
                quoted(id)
            ),
            Self::NotKeptAs { id, ending } => format!(
                "La version {} est gardée, mais pas en .{ending} : elle l'a été avant que cette forme n'existe, et une version gardée ne \
                 change plus. Sa page, /profil/fige/{id}, mène aux formes qu'elle a.",
                quoted(id)
            ),
            Self::KeptFull { most } => {
                format!("Ce service garde déjà {most} versions figées, autant qu'il peut. Le PDF, lui, se garde où l'on veut.")
            }
            Self::NoStore => {
                "Ce service ne peut rien garder en ce moment : son dossier n'est pas ouvert en écriture, ou sa base ne répond pas. Le lien de \
                 la page, lui, dit tout le territoire."
                    .to_owned()
            }
            Self::NoActivity => {
                "Les opérateurs n'ont remis ici aucune activité : le déploiement des dispositifs ne se juge pas encore. Leurs fichiers se chargent \
                 par « lanterne ingest --only lanterne/deploiement --from DOSSIER »."
                    .to_owned()
            }
            Self::NoGrouping { id } => format!(
                "Aucun territoire n'est gardé sous le nom {}. Le lien a peut-être été coupé en le copiant ; il se termine par douze chiffres et lettres.",
                quoted(id)
            ),
            Self::WrongKey => {
                "Seule la clé donnée quand ce lien a été gardé permet d'y ajouter une version. Sans elle, gardez sous un nouveau lien."
                    .to_owned()
            }
            Self::GroupingsFull { most } => {
                format!("Ce service en garde déjà {most}, autant qu'il peut. Le lien de la page dit tout le territoire et ne se périme pas.")
            }
            Self::NotSignedIn => {
                "Cette adresse est réservée aux opérateurs et à la Région. Connectez-vous par /connexion, ou présentez un jeton qui n'a pas été \
                 retiré (en-tête Authorization)."
                    .to_owned()
            }
            Self::NotAllowed => {
                "Votre compte n'ouvre pas ce droit, ou pas par ce moyen. Qui administre ce service peut le changer.".to_owned()
            }
            Self::OtherOrigin => {
                "Cette demande change quelque chose et ne vient pas d'une page de ce service : elle est refusée. Un programme présente un jeton."
                    .to_owned()
            }
            Self::NoSignIn => {
                "Personne ne peut se connecter à ce service : aucun fournisseur d'identité ne lui est donné. Tout ce qui est public se lit sans \
                 compte."
                    .to_owned()
            }
            Self::ProviderDown { why } | Self::SignInRefused { why } => (*why).to_owned(),
            Self::NotThere { sentence } | Self::Conflict { sentence } => (*sentence).to_owned(),
            Self::TooLarge { most } => {
                format!("Cet envoi est plus grand que ce qui est lu ici : {} Mo au plus.", most / 1_000_000)
            }
            Self::Full { what, most } => format!("Ce service en garde déjà autant qu'il peut : {most} {what}."),
            Self::Internal => "Le service n'a pas pu répondre ; l'erreur est notée dans son journal.".to_owned(),
        };
        set(&text)
    }

    /// The body.
    #[must_use]
    pub fn document(&self) -> ProblemDocument {
        ProblemDocument {
            kind: "about:blank".to_owned(),
            title: self.title().to_owned(),
            status: self.status().as_u16(),
            detail: self.detail(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status(), Json(self.document())).into_response();
        let headers = response.headers_mut();
        if self == Self::NotSignedIn {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"lanterne\""));
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
