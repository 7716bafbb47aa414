//! Why the system refused a file, in French: the system's own words are English on most machines.

use std::io::{Error, ErrorKind};

/// One phrase without a capital nor a full stop, to stand after the path.
#[must_use]
pub fn reason(fault: &Error) -> String {
    match fault.kind() {
        ErrorKind::NotFound => "ce fichier ou ce dossier n’existe pas".into(),
        ErrorKind::PermissionDenied => "accès refusé ; il faut le droit de lire et d’écrire ici".into(),
        ErrorKind::AlreadyExists => "un fichier de ce nom existe déjà, là où un dossier est attendu".into(),
        ErrorKind::NotADirectory => "un dossier est attendu, c’est un fichier".into(),
        ErrorKind::IsADirectory => "un fichier est attendu, c’est un dossier".into(),
        ErrorKind::ReadOnlyFilesystem => "ce disque est en lecture seule".into(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "il n’y a plus de place sur le disque".into(),
        ErrorKind::AddrInUse => "cette adresse et ce port sont déjà pris".into(),
        ErrorKind::AddrNotAvailable => "cette adresse n’est pas celle de cette machine".into(),
        ErrorKind::UnexpectedEof => "le fichier s’arrête avant sa fin".into(),
        ErrorKind::InvalidData => "le contenu n’est pas celui que son format promet".into(),
        _ => fault.raw_os_error().map_or_else(
            || "le système a refusé l’opération".to_owned(),
            |code| format!("le système a refusé l’opération (erreur {code})"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_speaks_french() {
        let absent = std::fs::read("/nulle/part").map_or_else(|fault| reason(&fault), |_| String::new());
        assert_eq!(absent, "ce fichier ou ce dossier n’existe pas");
        assert_eq!(reason(&Error::from_raw_os_error(5)), "le système a refusé l’opération (erreur 5)");
    }
}
