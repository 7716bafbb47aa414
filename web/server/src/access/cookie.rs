//! The two cookies of the service: of a session, and of a sign-in on its way. No script reads them, and no other site sends them along with a change.

use axum::http::{HeaderMap, HeaderValue, header};

/// Of a session.
pub(crate) const SESSION: &str = "lanterne";
/// Of a sign-in that has gone to the provider.
pub(crate) const ENTRY: &str = "lanterne-entree";

/// What a cookie of the request holds; `None` where it has none, or an empty one.
pub(crate) fn held(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find_map(|(own, held)| (own == name && !held.is_empty()).then(|| held.to_owned()))
}

/// A cookie that is to be kept so many minutes; with none, one that is to be forgotten.
pub(crate) fn given(name: &str, held: &str, minutes: i64, secure: bool) -> HeaderValue {
    let seconds = minutes * 60;
    let secure = if secure { "; Secure" } else { "" };
    let words = format!("{name}={held}; HttpOnly; SameSite=Lax; Path=/; Max-Age={seconds}{secure}");
    // Letters and digits of our own: always words of a header.
    HeaderValue::from_str(&words).unwrap_or(HeaderValue::from_static(""))
}

/// A cookie that is to be forgotten.
pub(crate) fn forgotten(name: &str, secure: bool) -> HeaderValue {
    given(name, "", 0, secure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("autre=1; lanterne-entree=abc; xlanterne=no"));
        assert_eq!(held(&headers, SESSION), None);
        assert_eq!(held(&headers, ENTRY).as_deref(), Some("abc"));
        headers.append(header::COOKIE, HeaderValue::from_static("lanterne=; lanterne=def"));
        assert_eq!(held(&headers, SESSION).as_deref(), Some("def"));
    }

    #[test]
    fn a_cookie_is_for_no_script_and_for_no_other_site_and_secure_where_the_service_is() {
        assert_eq!(
            given(SESSION, "abc", 720, true),
            "lanterne=abc; HttpOnly; SameSite=Lax; Path=/; Max-Age=43200; Secure"
        );
        assert_eq!(forgotten(ENTRY, false), "lanterne-entree=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0");
    }
}
