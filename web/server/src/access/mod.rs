//! Who asks, and what she may do: one extractor, one question.
//!
//! A handler that is not for everyone takes [`Who`] and asks [`Who::may`] before anything else: before it reads a body, and before it looks whether
//! anything is there, so that whoever may not learns nothing. Such a handler takes its body as `axum::body::Body` and reads it afterwards.
//!
//! A person says who she is by the cookie of her session, a program by a token. A request that changes something and comes with the cookie
//! must come from a page of this service: it says so by its `Origin`. Refuses to know: what is answered (see `handler`), how sessions are
//! kept (see `lanterne-store`), which address asks for which right: each handler says its own, and `tests/service/who_may.rs` has the whole table.

pub(crate) mod cookie;
pub(crate) mod exchange;
pub(crate) mod provider;
pub(crate) mod prune;
mod said;

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use chrono::{SecondsFormat, TimeDelta, Utc};
pub(crate) use lanterne_store::account::{Account, Role};

use crate::live::Live;
use crate::problem::Problem;

/// Something that is not for everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Right {
    /// To hand in files, and to see, confirm and withdraw one's own.
    Deposit,
    /// To read the acts of one's own operator one by one.
    OwnRows,
    /// To read the acts of every operator.
    AllRows,
    /// To confirm and to withdraw the files of every operator.
    ConfirmAll,
    /// To have a new snapshot made and served.
    Publish,
    /// To open, change and end accounts.
    Accounts,
    /// To read who did what.
    Audit,
    /// To make tokens, and to end one's own.
    Tokens,
}

impl Right {
    /// Every right, in the order they are told.
    const ALL: [Self; 8] = [
        Self::Deposit,
        Self::OwnRows,
        Self::AllRows,
        Self::ConfirmAll,
        Self::Publish,
        Self::Accounts,
        Self::Audit,
        Self::Tokens,
    ];

    /// Its word in answers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Deposit => "deposit",
            Self::OwnRows => "own_rows",
            Self::AllRows => "all_rows",
            Self::ConfirmAll => "confirm_all",
            Self::Publish => "publish",
            Self::Accounts => "accounts",
            Self::Audit => "audit",
            Self::Tokens => "tokens",
        }
    }

    /// The least that has it; whoever is more has it too.
    fn least(self) -> Role {
        match self {
            Self::Deposit | Self::OwnRows | Self::Tokens => Role::Operator,
            Self::AllRows | Self::ConfirmAll | Self::Publish => Role::Region,
            Self::Accounts | Self::Audit => Role::Admin,
        }
    }

    /// Whether a program has it: a token that leaks must not make others, nor open accounts.
    fn by_token(self) -> bool {
        !matches!(self, Self::Accounts | Self::Tokens)
    }
}

/// How somebody said who she is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Cookie,
    Token,
}

/// Who asks; nobody in particular, most often.
#[derive(Debug, Clone)]
pub(crate) struct Who(Option<(Account, By)>);

impl Who {
    /// The account that asks, where it has a right.
    ///
    /// # Errors
    /// [`Problem::NotSignedIn`] where nobody says who asks, [`Problem::NotAllowed`] where whoever asks may not.
    pub(crate) fn may(&self, right: Right) -> Result<&Account, Problem> {
        let (account, _) = self.0.as_ref().ok_or(Problem::NotSignedIn)?;
        match self.has(right) {
            true => Ok(account),
            false => Err(Problem::NotAllowed),
        }
    }

    /// Whether she has a right.
    pub(crate) fn has(&self, right: Right) -> bool {
        let Some((account, by)) = &self.0 else { return false };
        // An operator's account that names no operator would own nothing, and must not own everything.
        let complete = account.role != Role::Operator || account.operator.is_some();
        complete && account.role >= right.least() && (*by == By::Cookie || right.by_token())
    }

    /// The account; `None`: nobody in particular.
    pub(crate) fn account(&self) -> Option<&Account> {
        self.0.as_ref().map(|(account, _)| account)
    }

    /// What she may do, in words.
    pub(crate) fn rights(&self) -> Vec<&'static str> {
        Right::ALL.into_iter().filter(|right| self.has(*right)).map(Right::as_str).collect()
    }
}

impl FromRequestParts<Arc<Live>> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, live: &Arc<Live>) -> Result<Self, Problem> {
        let Some(store) = live.store() else { return Ok(Self(None)) };
        let unread = |fault: lanterne_store::Error| {
            tracing::error!(%fault, "nobody can be recognised");
            Problem::Internal
        };
        if let Some(said) = bearer(&parts.headers) {
            let account = store.bearer(said).await.map_err(unread)?.ok_or(Problem::NotSignedIn)?;
            return Ok(Self(Some((account, By::Token))));
        }
        let Some(held) = cookie::held(&parts.headers, cookie::SESSION) else { return Ok(Self(None)) };
        let Some(account) = store.session(&held, &now()).await.map_err(unread)? else { return Ok(Self(None)) };
        let reads = matches!(parts.method, Method::GET | Method::HEAD);
        if !reads && !from_here(&parts.headers, live.public()) {
            return Err(Problem::OtherOrigin);
        }
        Ok(Self(Some((account, By::Cookie))))
    }
}

/// What a program says it is.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

/// Whether a request says that it comes from a page of this service: of its public address, or of the one it was asked at.
fn from_here(headers: &HeaderMap, public: Option<&str>) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return false };
    let host = origin.split_once("://").map(|(_, host)| host);
    public == Some(origin) || (host.is_some() && host == text(header::HOST))
}

/// Now: UTC, to the second.
pub(crate) fn now() -> String {
    in_minutes(0)
}

/// So many minutes from now, written the same.
pub(crate) fn in_minutes(minutes: i64) -> String {
    (Utc::now() + TimeDelta::minutes(minutes)).to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn who(role: Role, by: By) -> Who {
        let operator = (role == Role::Operator).then(|| "galilee".to_owned());
        Who(Some((Account { email: "a@b.fr".to_owned(), name: String::new(), role, operator }, by)))
    }

    #[test]
    fn a_role_has_what_the_lesser_ones_have() {
        for pair in Role::ALL.windows(2) {
            let (less, more) = (who(pair[0], By::Cookie).rights(), who(pair[1], By::Cookie).rights());
            assert!(less.len() < more.len() && less.iter().all(|right| more.contains(right)), "{less:?} {more:?}");
        }
        assert!(who(Role::Public, By::Cookie).rights().is_empty());
        assert_eq!(who(Role::Operator, By::Cookie).rights(), ["deposit", "own_rows", "tokens"]);
        assert_eq!(who(Role::Admin, By::Cookie).rights().len(), Right::ALL.len());
    }

    #[test]
    fn a_token_never_manages_accounts_nor_tokens() {
        for role in Role::ALL {
            let rights = who(role, By::Token).rights();
            assert!(!rights.contains(&"accounts") && !rights.contains(&"tokens"), "{rights:?}");
        }
        assert_eq!(who(Role::Operator, By::Token).rights(), ["deposit", "own_rows"]);
    }

    #[test]
    fn nobody_is_told_to_sign_in_and_who_may_not_is_told_so() {
        assert_eq!(Who(None).may(Right::Deposit), Err(Problem::NotSignedIn));
        assert_eq!(who(Role::Public, By::Cookie).may(Right::Deposit), Err(Problem::NotAllowed));
        let nameless = Who(Some((
            Account { email: "a@b.fr".to_owned(), name: String::new(), role: Role::Operator, operator: None },
            By::Cookie,
        )));
        assert_eq!(
            nameless.may(Right::OwnRows),
            Err(Problem::NotAllowed),
            "whoever owns nothing must not own everything"
        );
    }

    #[test]
    fn a_change_comes_from_a_page_of_this_service_alone() {
        let asked = |origin: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("127.0.0.1:8080"));
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            }
            from_here(&headers, Some("https://observatoire.example"))
        };
        assert!(asked(Some("http://127.0.0.1:8080")) && asked(Some("https://observatoire.example")));
        for other in [
            None,
            Some("null"),
            Some("https://ailleurs.example"),
            Some("http://127.0.0.1:8081"),
            Some("https://observatoire.example.ailleurs.example"),
        ] {
            assert!(!asked(other), "{other:?}");
        }
    }
}
