//! Who somebody is, who may do what, who did what, and acts one by one. Nothing here is for a cache.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Answer of `/api/v1/me`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MeDocument {
    /// Whether somebody is signed in, or a token speaks for somebody.
    pub signed_in: bool,
    /// `public`, `operator`, `region` or `admin`.
    pub role: String,
    /// The same, in French.
    pub role_label: String,
    /// Address of e-mail; `null` for nobody.
    pub email: Option<String>,
    /// Name; `null` for nobody, and where nobody gave one.
    pub name: Option<String>,
    /// Slug of the operator it speaks for; `null` for every other role.
    pub operator: Option<String>,
    /// Its name; `null` where this snapshot does not know it.
    pub operator_name: Option<String>,
    /// Whether this service has a provider to sign in by.
    pub can_sign_in: bool,
    /// What it may do: `deposit`, `own_rows`, `all_rows`, `confirm_all`, `publish`, `accounts`, `audit`, `tokens`.
    pub rights: Vec<String>,
}

/// Answer of `/deconnexion` where the provider can be signed out of, too.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SignedOut {
    /// An address of the provider, for the browser to go to; it comes back to `/depot`.
    pub to: String,
}

/// A token, without what it says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TokenDocument {
    /// Identifier.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// When it was made, UTC.
    pub made_at: String,
}

/// Answer of `/api/v1/tokens`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TokensDocument {
    /// One's own, the first made first.
    pub tokens: Vec<TokenDocument>,
}

/// A token that was just made.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MadeToken {
    /// Identifier.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What a program says: `Authorization: Bearer …`. Said once, and not kept.
    pub token: String,
    /// When it was made, UTC.
    pub made_at: String,
}

/// What a token is asked for.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedToken {
    /// What it is for, 80 signs at most.
    pub name: String,
}

/// An account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccountDocument {
    /// Address of e-mail, lower case.
    pub email: String,
    /// Name; empty where nobody gave one.
    pub name: String,
    /// `public`, `operator`, `region` or `admin`.
    pub role: String,
    /// The same, in French.
    pub role_label: String,
    /// Slug of the operator it speaks for; `null` for every other role.
    pub operator: Option<String>,
    /// Its name; `null` where this snapshot does not know it.
    pub operator_name: Option<String>,
}

/// Answer of `/api/v1/accounts`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccountsDocument {
    /// By address.
    pub accounts: Vec<AccountDocument>,
}

/// What an account is to be.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedAccount {
    /// Name, 80 signs at most.
    pub name: String,
    /// `public`, `operator`, `region` or `admin`.
    pub role: String,
    /// Slug of an operator of the snapshot; of role `operator` alone.
    #[serde(default)]
    pub operator: Option<String>,
}

/// A line of the record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditEntry {
    /// Greater for later lines.
    pub id: i64,
    /// When, UTC.
    pub at: String,
    /// Address of e-mail; `null` for nobody who is known.
    pub who: Option<String>,
    /// What was done, a word.
    pub act: String,
    /// The same, in French.
    pub label: String,
    /// To what; may be empty.
    pub object: String,
}

/// Answer of `/api/v1/audit`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditDocument {
    /// The latest first, a hundred a page.
    pub entries: Vec<AuditEntry>,
    /// Whether there are earlier ones.
    pub more: bool,
}

/// An act, as it was handed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActDocument {
    /// Slug of who did it.
    pub operator: String,
    /// Its name.
    pub operator_name: Option<String>,
    /// Slug of the scheme.
    pub scheme: String,
    /// Its name.
    pub scheme_name: Option<String>,
    /// Of the act.
    pub year: i16,
    /// Of the structure; `null`: persons, counted by commune.
    pub siret: Option<String>,
    /// Code of the beneficiary's commune.
    pub commune: String,
    /// Its name; `null` where the code is none of this snapshot.
    pub commune_name: Option<String>,
    /// `accompagnement`, `aide`, `etude`, `pret` or `orientation`.
    pub kind: String,
    /// One for a structure, the number of persons otherwise.
    pub beneficiaries: i32,
    /// Jobs consolidated or created; `null`: unknown.
    pub jobs: Option<f64>,
    /// Euros; `null`: none, or unknown.
    pub amount_eur: Option<f64>,
    /// Whether it is made up.
    pub synthetic: bool,
}

/// Answer of `/api/v1/activity`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActsDocument {
    /// The latest year first, two hundred a page.
    pub rows: Vec<ActDocument>,
    /// How many there are in all.
    pub total: u64,
    /// This page, from 1.
    pub page: u32,
    /// What is to be said of them: that some are made up; empty where none is.
    pub notice: String,
}
