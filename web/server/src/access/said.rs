//! What a provider says of a person, and whether that is enough to know her by.
//!
//! For: `provider`, which has checked by then that it is the provider who says it. Refuses to know: how that is asked.

use openidconnect::{AdditionalClaims, EndUserEmail, LocalizedClaim, Scope};
use serde::{Deserialize, Serialize};

use super::provider::{Fault, Refusal};
use crate::serve::Email;

/// What is asked to be told of a person by a provider that does not list what it tells, and by one that has `profile`.
const ASKED: [&str; 2] = ["email", "profile"];
/// The same of one that has no `profile` (ProConnect).
const ASKED_APART: [&str; 3] = ["email", "given_name", "usual_name"];
/// Letters of a name that are kept.
const LONGEST_NAME: usize = 80;

/// Who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// Her address, on the provider's word.
    pub(crate) email: String,
    /// Her name; empty where the provider does not say it.
    pub(crate) name: String,
    /// What the provider signed, as it came: by it the provider knows her when she signs out.
    pub(crate) id_token: String,
}

/// What is asked of a provider, among what it says it may tell; `None`: it does not say.
pub(super) fn scopes(offered: Option<&[Scope]>) -> Vec<Scope> {
    let offers = |name: &str| offered.is_none_or(|offered| offered.iter().any(|scope| scope.as_str() == name));
    let asked: &[&str] = if offers("profile") { &ASKED } else { &ASKED_APART };
    // Without the address nobody is known: it is asked for whatever is said.
    let asked = asked.iter().filter(|name| **name == "email" || offers(name));
    asked.map(|name| Scope::new((*name).to_owned())).collect()
}

/// The family name of ProConnect, which is none of the standard's.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Usual {
    #[serde(default)]
    pub(super) usual_name: Option<String>,
}

impl AdditionalClaims for Usual {}

/// A name, in whatever language the provider gives it first.
pub(super) fn text<T: std::ops::Deref<Target = String>>(claim: Option<&LocalizedClaim<T>>) -> Option<String> {
    claim.and_then(|claim| claim.get(None)).map(|name| name.trim().to_owned())
}

/// A name, whole or of its parts.
pub(super) fn named(whole: Option<String>, parts: [Option<String>; 2]) -> Option<String> {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    whole.filter(|name| !name.is_empty()).or(Some(parts))
}

/// What the provider says of a person.
pub(super) struct Said {
    email: Option<String>,
    verified: Option<bool>,
    name: Option<String>,
}

impl Said {
    pub(super) fn of(email: Option<&EndUserEmail>, verified: Option<bool>, name: Option<String>) -> Self {
        Self {
            email: email.map(|email| email.as_str().trim().to_lowercase()).filter(|email| !email.is_empty()),
            verified,
            name: name.map(|name| name.chars().filter(|sign| !sign.is_control()).take(LONGEST_NAME).collect()),
        }
    }

    /// Her address, where it counts.
    pub(super) fn vouched(&self, rule: Email) -> Result<&str, Fault> {
        let email = self.email.as_deref().ok_or_else(|| Fault::new(Refusal::NoAddress, "no address"))?;
        match (self.verified, rule) {
            (Some(true), _) | (None, Email::Given) => Ok(email),
            (Some(false), _) | (None, Email::Verified) => {
                Err(Fault::new(Refusal::Unverified, "the address is not said to be verified"))
            }
        }
    }

    pub(super) fn person(self, rule: Email, id_token: String) -> Result<Person, Fault> {
        let email = self.vouched(rule)?.to_owned();
        Ok(Person { email, name: self.name.unwrap_or_default(), id_token })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(email: Option<&str>, verified: Option<bool>, rule: Email) -> Result<String, Refusal> {
        let email = email.map(|email| EndUserEmail::new(email.to_owned()));
        let person = Said::of(email.as_ref(), verified, None).person(rule, String::new());
        person.map(|person| person.email).map_err(|fault| fault.refusal)
    }

    #[test]
    fn an_address_opens_the_door_only_where_the_provider_verified_it() {
        let known = said(Some(" Ada@Example.FR "), Some(true), Email::Verified);
        assert_eq!(known.as_deref(), Ok("ada@example.fr"));
        let ada = Some("ada@example.fr");
        assert_eq!(said(ada, Some(false), Email::Verified), Err(Refusal::Unverified));
        assert_eq!(said(ada, None, Email::Verified), Err(Refusal::Unverified), "silence is no verification");
        assert_eq!(said(None, Some(true), Email::Verified), Err(Refusal::NoAddress));
        assert_eq!(said(Some(" "), Some(true), Email::Verified), Err(Refusal::NoAddress));
    }

    #[test]
    fn where_the_provider_is_trusted_its_silence_is_taken_and_its_no_is_not() {
        let ada = Some("ada@example.fr");
        assert_eq!(said(ada, None, Email::Given).as_deref(), Ok("ada@example.fr"));
        assert_eq!(said(ada, Some(true), Email::Given).as_deref(), Ok("ada@example.fr"));
        assert_eq!(said(ada, Some(false), Email::Given), Err(Refusal::Unverified));
        assert_eq!(said(None, None, Email::Given), Err(Refusal::NoAddress));
    }

    #[test]
    fn a_provider_is_asked_for_what_it_says_it_tells() {
        let asked = |offered: Option<&[&str]>| {
            let offered =
                offered.map(|names| names.iter().map(|name| Scope::new((*name).to_owned())).collect::<Vec<_>>());
            scopes(offered.as_deref()).iter().map(|scope| scope.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(asked(None), "email profile");
        assert_eq!(asked(Some(&["openid", "profile", "email", "phone"])), "email profile");
        assert_eq!(
            asked(Some(&["openid", "given_name", "usual_name", "email", "siret"])),
            "email given_name usual_name"
        );
        assert_eq!(asked(Some(&["openid"])), "email");
    }

    #[test]
    fn a_name_is_the_whole_one_or_is_made_of_its_parts() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(named(some("Ada L."), [some("Ada"), some("Lovelace")]), some("Ada L."));
        assert_eq!(named(None, [some("Ada"), some("Lovelace")]), some("Ada Lovelace"));
        assert_eq!(named(some(""), [None, some("Lovelace")]), some("Lovelace"));
    }
}
