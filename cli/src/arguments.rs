//! What may be typed after `lanterne`. Texts are for the person, in French.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Observatoire territorial de l’économie sociale et solidaire.
#[derive(Parser)]
#[command(name = "lanterne", version, arg_required_else_help = true)]
pub(crate) struct Lanterne {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Obtient les sources, les charge, calcule les mesures et publie un instantané.
    Ingest(Ingest),
    /// Rapproche l’instantané publié des chiffres publiés, écart par écart.
    Check(Check),
    /// Sert l’observatoire : page, API et tuiles.
    Serve(Serve),
    /// Écrit le profil d’un territoire, ou de tous les EPCI couverts : PDF, document, classeur, page, JSON.
    Profile(ProfileRequest),
}

#[derive(Args)]
pub(crate) struct ProfileRequest {
    #[command(flatten)]
    pub(crate) var: Var,
    /// Code d’EPCI ou de commune (200070985), niveau et code (departement-80), ou zone déclarée (zone-petr_chdf).
    #[arg(value_name = "TERRITOIRE", required_unless_present = "all")]
    pub(crate) territory: Option<String>,
    /// Écrit le PDF dans ce fichier.
    #[arg(long, value_name = "FICHIER", conflicts_with = "all")]
    pub(crate) pdf: Option<PathBuf>,
    /// Écrit le document, pour Word ou LibreOffice, dans ce fichier.
    #[arg(long, value_name = "FICHIER", conflicts_with = "all")]
    pub(crate) docx: Option<PathBuf>,
    /// Écrit le classeur dans ce fichier.
    #[arg(long, value_name = "FICHIER", conflicts_with = "all")]
    pub(crate) xlsx: Option<PathBuf>,
    /// Écrit la page dans ce fichier.
    #[arg(long, value_name = "FICHIER", conflicts_with = "all")]
    pub(crate) html: Option<PathBuf>,
    /// Écrit les chiffres en JSON dans ce fichier.
    #[arg(long, value_name = "FICHIER", conflicts_with = "all")]
    pub(crate) json: Option<PathBuf>,
    /// Écrit dans ce dossier le PDF de chaque EPCI couvert par le registre.
    #[arg(long, value_name = "DOSSIER", conflicts_with = "territory")]
    pub(crate) all: Option<PathBuf>,
}

/// Où sont les fichiers obtenus et les instantanés.
#[derive(Args)]
pub(crate) struct Var {
    /// Dossier des fichiers obtenus et des instantanés ; par défaut « var », ou la variable LANTERNE_VAR.
    #[arg(
        long = "var",
        value_name = "DOSSIER",
        env = "LANTERNE_VAR",
        default_value = "var",
        hide_env = true,
        hide_default_value = true
    )]
    pub(crate) path: PathBuf,
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Ingest {
    #[command(subcommand)]
    pub(crate) part: Option<IngestPart>,
    #[command(flatten)]
    pub(crate) request: IngestRequest,
}

#[derive(Args)]
pub(crate) struct IngestRequest {
    #[command(flatten)]
    pub(crate) var: Var,
    /// Sources prises quand aucune n’est nommée : « default » (géographie, faits et registre synthétique embarqués, sans
    /// réseau) ou « official » (Sirene, Flores, Filosofi, populations…) ; par défaut « default ».
    #[arg(
        long,
        value_name = "PROFIL",
        value_enum,
        default_value_t = Profile::Default,
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) profile: Profile,
    /// Ne prend que ces fiches (« insee/sirene »), avec la géographie et les faits.
    #[arg(long, value_name = "FICHE", num_args = 1.., value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Dossier de fichiers déjà là ; il remplace le réseau.
    #[arg(long, value_name = "DOSSIER")]
    pub(crate) from: Option<PathBuf>,
    /// Dit ce qui serait fait, sans rien faire.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Dossier « data » d’un dépôt, à la place des fiches et des tables du programme.
    #[arg(long, value_name = "DOSSIER")]
    pub(crate) data: Option<PathBuf>,
    /// Base PostgreSQL de ce que l’on dépose (postgres://…), la même que celle du service ; sans elle, le fichier SQLite du dossier des
    /// instantanés. Les fichiers qui y sont confirmés entrent dans l’instantané.
    #[arg(long, value_name = "ADRESSE", env = "LANTERNE_STORE", hide_env = true)]
    pub(crate) store: Option<String>,
    /// Pour le service, qui publie ainsi : dit où il en est ligne à ligne, et s’arrête dès que l’entrée standard se ferme.
    #[arg(long, hide = true)]
    pub(crate) tied: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Profile {
    /// Géographie, faits et registre synthétique embarqués : aucun réseau.
    Default,
    /// Fichiers officiels (Sirene, Flores, Filosofi, populations…).
    Official,
}

#[derive(Subcommand)]
pub(crate) enum IngestPart {
    /// Reconstruit la géographie embarquée à partir des paquets npm et PyPI.
    Geography(Geography),
}

#[derive(Args)]
pub(crate) struct Geography {
    #[command(flatten)]
    pub(crate) var: Var,
    /// Dossier de paquets déjà là ; il remplace le réseau.
    #[arg(long, value_name = "DOSSIER")]
    pub(crate) from: Option<PathBuf>,
    /// Dossier « data » du dépôt, où écrire reference/geography ; par défaut « data ».
    #[arg(long, value_name = "DOSSIER", default_value = "data", hide_default_value = true)]
    pub(crate) data: PathBuf,
}

/// What the exit code of `check` says.
const CHECK_EXIT: &str = "Code de sortie : 0 quand le rapport est écrit ; avec --strict, 1 dès qu’un chiffre du registre \
                          est en écart ou qu’un fichier de l’instantané n’est pas celui de son manifeste ; 2 quand la \
                          commande est mal écrite.";

#[derive(Args)]
#[command(after_help = CHECK_EXIT)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) var: Var,
    /// Montre les lignes refusées : fichier, ligne, colonne, valeur, attente.
    #[arg(long)]
    pub(crate) refused: bool,
    /// Échoue si une cible n’est pas atteinte ou si un fichier de l’instantané est endommagé.
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Email {
    /// Celles que le fournisseur dit avoir vérifiées.
    Verified,
    /// Toutes celles qu’il donne, sauf s’il dit ne pas les avoir vérifiées.
    Given,
}

#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) var: Var,
    /// Adresse d’écoute ; par défaut 127.0.0.1, cette machine seule.
    #[arg(long, value_name = "ADRESSE", default_value = "127.0.0.1", hide_default_value = true)]
    pub(crate) address: IpAddr,
    /// Port d’écoute ; par défaut 8080 ; 0 en prend un libre.
    #[arg(long, value_name = "PORT", default_value_t = 8080, hide_default_value = true)]
    pub(crate) port: u16,
    /// Second moteur de dessin (maplibre-rs) ; par défaut « lanterne-raster » à côté de ce programme, ou la variable
    /// LANTERNE_RASTER. Sans lui, resvg dessine toutes les images.
    #[arg(long, value_name = "PROGRAMME", env = "LANTERNE_RASTER", hide_env = true)]
    pub(crate) raster: Option<PathBuf>,
    /// Base PostgreSQL de ce que l’on dépose (postgres://…), ou la variable LANTERNE_STORE ; sans elle, un fichier SQLite dans le
    /// dossier des instantanés.
    #[arg(long, value_name = "ADRESSE", env = "LANTERNE_STORE", hide_env = true)]
    pub(crate) store: Option<String>,
    /// Adresse d’un fournisseur d’identité OpenID Connect (ProConnect, Keycloak…), ou la variable LANTERNE_OIDC ; sans lui, personne ne se
    /// connecte et tout ce qui est public se lit. Son secret se donne par la variable LANTERNE_OIDC_SECRET.
    #[arg(long, value_name = "ADRESSE", env = "LANTERNE_OIDC", hide_env = true, requires = "oidc_client")]
    pub(crate) oidc: Option<String>,
    /// Nom de ce service chez ce fournisseur, ou la variable LANTERNE_OIDC_CLIENT.
    #[arg(long, value_name = "NOM", env = "LANTERNE_OIDC_CLIENT", hide_env = true, requires = "oidc")]
    pub(crate) oidc_client: Option<String>,
    /// Adresses électroniques du fournisseur qui ouvrent des droits : « verified », celles qu’il dit avoir vérifiées, ou « given », toutes sauf
    /// celles qu’il dit ne pas avoir vérifiées, pour un fournisseur qui en répond sans le dire (ProConnect) ; par défaut « verified », ou la
    /// variable LANTERNE_OIDC_EMAIL.
    #[arg(
        long,
        value_name = "RÈGLE",
        env = "LANTERNE_OIDC_EMAIL",
        hide_env = true,
        value_enum,
        default_value_t = Email::Verified,
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) oidc_email: Email,
    /// Adresse publique de ce service, « https » compris, ou la variable LANTERNE_PUBLIC ; par défaut l’adresse d’écoute. Le
    /// fournisseur d’identité y renvoie, à /connexion/retour.
    #[arg(long, value_name = "ADRESSE", env = "LANTERNE_PUBLIC", hide_env = true)]
    pub(crate) public: Option<String>,
    /// Adresses électroniques faites administratrices au démarrage, séparées par des virgules, ou la variable LANTERNE_ADMIN.
    #[arg(long, value_name = "COURRIEL", env = "LANTERNE_ADMIN", hide_env = true, value_delimiter = ',')]
    pub(crate) admin: Vec<String>,
}
