//! Signing in by a provider: what it says is believed only where it holds. The provider here lies on purpose; a real one, the certified
//! `oidc-provider`, is signed in by in the browser's tests.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::{Form, State as Shared};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{TimeDelta, Utc};
use lanterne_server::live::Live;
use lanterne_server::router::router;
use lanterne_server::state::State;
use lanterne_server::{Email, SignIn};
use lanterne_store::{Place, Store};
use openidconnect::core::{CoreHmacKey, CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm};
use openidconnect::url::Url;
use openidconnect::{
    AccessToken, Audience, EmptyAdditionalClaims, EndUserEmail, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    StandardClaims, SubjectIdentifier,
};
use serde_json::{Value, json};

use crate::asking::{Answer, ask};

const SECRET: &str = "a secret of the tests, long enough for a signature";
const HERE: &str = "http://lanterne.test";

/// What the provider says; by default the truth.
#[derive(Debug, Clone)]
struct Says {
    nonce: Option<String>,
    audience: &'static str,
    signed_with: &'static str,
    minutes: i64,
    subject: &'static str,
    /// The access token that the identity is bound to.
    bound_to: &'static str,
    email: Option<&'static str>,
    verified: Option<bool>,
    /// Whether the identity holds the address, or the endpoint of user information alone.
    in_identity: bool,
}

impl Default for Says {
    fn default() -> Self {
        Self {
            nonce: None,
            audience: "lanterne",
            signed_with: SECRET,
            minutes: 5,
            subject: "ada",
            bound_to: "access",
            email: Some("Ada@Galilee.example"),
            verified: Some(true),
            in_identity: true,
        }
    }
}

/// A provider on a port of its own.
#[derive(Debug)]
struct Provider {
    issuer: String,
    says: Mutex<Says>,
    /// Whether one can sign out of it.
    is_left: bool,
    /// What the last person who was sent here brought: nonce and challenge.
    brought: Mutex<BTreeMap<String, String>>,
}

impl Provider {
    async fn open(is_left: bool) -> Arc<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let provider = Arc::new(Self { issuer, says: Mutex::default(), is_left, brought: Mutex::default() });
        let addresses = Router::new()
            .route("/.well-known/openid-configuration", get(described))
            .route("/keys", get(|| async { Json(json!({ "keys": [] })) }))
            .route("/token", post(exchanged))
            .route("/person", get(person))
            .with_state(Arc::clone(&provider));
        tokio::spawn(async move { axum::serve(listener, addresses).await.unwrap() });
        provider
    }

    fn says(&self, says: Says) {
        *self.says.lock().unwrap() = says;
    }

    fn person(&self) -> Value {
        let says = self.says.lock().unwrap();
        // Its name as ProConnect gives it.
        let mut person = json!({ "sub": says.subject, "given_name": "Ada", "usual_name": "Lovelace" });
        if let Some(email) = says.email {
            person["email"] = json!(email);
        }
        if let Some(verified) = says.verified {
            person["email_verified"] = json!(verified);
        }
        person
    }
}

async fn described(Shared(provider): Shared<Arc<Provider>>) -> Json<Value> {
    let issuer = &provider.issuer;
    let mut description = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/person"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["HS256"],
    });
    if provider.is_left {
        description["end_session_endpoint"] = json!(format!("{issuer}/leave"));
    }
    Json(description)
}

/// Changes a code for an identity, for who proves that she began.
async fn exchanged(
    Shared(provider): Shared<Arc<Provider>>,
    headers: HeaderMap,
    Form(asked): Form<BTreeMap<String, String>>,
) -> Response {
    let brought = provider.brought.lock().unwrap().clone();
    let verifier = PkceCodeVerifier::new(asked.get("code_verifier").cloned().unwrap_or_default());
    let proven = PkceCodeChallenge::from_code_verifier_sha256(&verifier).as_str() == brought["code_challenge"];
    let known = headers.get("authorization").is_some_and(|words| words.to_str().unwrap().starts_with("Basic "));
    if !proven || !known || asked["code"] != "code" || asked["redirect_uri"] != format!("{HERE}/connexion/retour") {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    }
    let says = provider.says.lock().unwrap().clone();
    let mut claims = StandardClaims::new(SubjectIdentifier::new("ada".to_owned()));
    if says.in_identity {
        let email = says.email.map(|email| EndUserEmail::new(email.to_owned()));
        claims = claims.set_email(email).set_email_verified(says.verified);
    }
    let claims = CoreIdTokenClaims::new(
        IssuerUrl::new(provider.issuer.clone()).unwrap(),
        vec![Audience::new(says.audience.to_owned())],
        Utc::now() + TimeDelta::minutes(says.minutes),
        Utc::now(),
        claims,
        EmptyAdditionalClaims {},
    )
    .set_nonce(Some(Nonce::new(says.nonce.unwrap_or_else(|| brought["nonce"].clone()))));
    let bound = AccessToken::new(says.bound_to.to_owned());
    let key = CoreHmacKey::new(says.signed_with.as_bytes());
    let identity = CoreIdToken::new(claims, &key, CoreJwsSigningAlgorithm::HmacSha256, Some(&bound), None).unwrap();
    let answer =
        json!({ "access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": identity.to_string() });
    Json(answer).into_response()
}

async fn person(Shared(provider): Shared<Arc<Provider>>) -> Json<Value> {
    Json(provider.person())
}

/// A service whose people sign in by that provider.
struct Service {
    router: Router,
    store: Store,
    provider: Arc<Provider>,
    _folder: tempfile::TempDir,
}

impl Service {
    async fn open() -> Self {
        Self::open_by(Email::Verified, false).await
    }

    async fn open_by(email: Email, is_left: bool) -> Self {
        let provider = Provider::open(is_left).await;
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Place::File(folder.path().join("remis.sqlite"))).await.unwrap();
        let (issuer, secret) = (provider.issuer.clone(), Some(SECRET.to_owned()));
        let sign_in = SignIn { issuer, client: "lanterne".to_owned(), secret, email };
        let live = Live::of(State::open(crate::asking::folder()).unwrap()).storing_in(store.clone());
        let live = live.known_as(HERE).unwrap().signing_in_by(&sign_in).unwrap();
        Self { router: router(Arc::new(live)), store, provider, _folder: folder }
    }

    async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header("host", "lanterne.test").header("cookie", cookie);
        ask(self.router.clone(), request.body(Body::empty()).unwrap()).await
    }

    /// Goes to the provider: the state it was sent with, and the cookie the browser holds.
    async fn begin(&self, towards: &str) -> (String, String) {
        let gone = self.get(&format!("/connexion?vers={towards}"), "").await;
        assert_eq!((gone.status, gone.header("cache-control")), (StatusCode::SEE_OTHER, "no-store"), "{}", gone.text());
        let address = Url::parse(gone.header("location")).unwrap();
        assert!(gone.header("location").starts_with(&format!("{}/authorize?", self.provider.issuer)));
        let brought: BTreeMap<String, String> = address.query_pairs().into_owned().collect();
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", "lanterne"),
            ("code_challenge_method", "S256"),
            ("redirect_uri", "http://lanterne.test/connexion/retour"),
            ("scope", "openid email profile"),
        ] {
            assert_eq!(brought[name], value);
        }
        let state = brought["state"].clone();
        *self.provider.brought.lock().unwrap() = brought;
        let held = gone.header("set-cookie");
        assert!(held.starts_with("lanterne-entree=") && held.contains("; HttpOnly; SameSite=Lax; Path=/; Max-Age=600"));
        (state, held.split(';').next().unwrap().to_owned())
    }

    async fn back(&self, state: &str, cookie: &str) -> Answer {
        self.get(&format!("/connexion/retour?code=code&state={state}&iss=x"), cookie).await
    }

    /// The cookie of a session that an answer gives.
    fn session(answer: &Answer) -> Option<String> {
        let given = answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
        let mut words = given.filter_map(|cookie| cookie.split(';').next());
        words.find(|cookie| cookie.starts_with("lanterne=")).map(str::to_owned)
    }

    /// Signs out, as a page of the service does.
    async fn leave(&self, cookie: &str) -> Answer {
        let request = Request::post("/deconnexion").header("host", "lanterne.test").header("origin", HERE);
        ask(self.router.clone(), request.header("cookie", cookie).body(Body::empty()).unwrap()).await
    }

    /// The last line of the record.
    async fn noted(&self) -> (String, String, String) {
        let (lines, _) = self.store.audit(None).await.unwrap();
        lines.first().map(|line| (line.who.clone(), line.act.clone(), line.object.clone())).unwrap_or_default()
    }
}

#[tokio::test]
async fn a_person_goes_to_the_provider_and_comes_back_signed_in_once() {
    let service = Service::open().await;
    for in_identity in [true, false] {
        service.provider.says(Says { in_identity, ..Says::default() });
        let (state, cookie) = service.begin("/depot%3Fsorte=activite").await;
        let back = service.back(&state, &cookie).await;
        assert_eq!(
            (back.status, back.header("location")),
            (StatusCode::SEE_OTHER, "/depot?sorte=activite"),
            "{}",
            back.text()
        );
        let session = Service::session(&back).unwrap();
        let me = service.get("/api/v1/me", &session).await.json();
        assert_eq!((&me["email"], &me["role"]), (&json!("ada@galilee.example"), &json!("public")));
        assert_eq!((&me["signed_in"], &me["can_sign_in"]), (&json!(true), &json!(true)));
        assert_eq!(service.noted().await, ("ada@galilee.example".to_owned(), "sign_in".to_owned(), String::new()));
        let again = service.back(&state, &cookie).await;
        assert_eq!(
            (again.status, Service::session(&again)),
            (StatusCode::FORBIDDEN, None),
            "what came back is used up"
        );
        assert_eq!(service.noted().await, (String::new(), "sign_in_refused".to_owned(), "stale".to_owned()));
    }
}

#[tokio::test]
async fn nobody_is_signed_in_by_what_does_not_hold() {
    let service = Service::open().await;
    let truth = Says::default();
    for (says, why) in [
        (Says { nonce: Some("another".to_owned()), ..truth.clone() }, "unsound"),
        (Says { audience: "another", ..truth.clone() }, "unsound"),
        (Says { signed_with: "another secret, as long as the one of the tests", ..truth.clone() }, "unsound"),
        (Says { minutes: -5, ..truth.clone() }, "unsound"),
        (Says { bound_to: "another", ..truth.clone() }, "unsound"),
        (Says { subject: "bob", in_identity: false, ..truth.clone() }, "unsound"),
        (Says { verified: Some(false), ..truth.clone() }, "unverified"),
        (Says { verified: None, ..truth.clone() }, "unverified"),
        (Says { email: None, ..truth.clone() }, "no_address"),
    ] {
        service.provider.says(says.clone());
        let (state, cookie) = service.begin("/depot").await;
        let refused = service.back(&state, &cookie).await;
        assert_eq!((refused.status, Service::session(&refused)), (StatusCode::FORBIDDEN, None), "{says:?}");
        assert_eq!(refused.json()["title"], "Connexion refusée");
        assert_eq!(service.noted().await, (String::new(), "sign_in_refused".to_owned(), why.to_owned()), "{says:?}");
    }
}

#[tokio::test]
async fn where_the_provider_is_trusted_an_address_counts_unless_it_says_that_it_is_not_verified() {
    let service = Service::open_by(Email::Given, false).await;
    let truth = Says::default();
    for (verified, in_identity) in [(None, true), (None, false), (Some(true), false)] {
        service.provider.says(Says { verified, in_identity, ..truth.clone() });
        let (state, cookie) = service.begin("/depot").await;
        let back = service.back(&state, &cookie).await;
        let me = service.get("/api/v1/me", &Service::session(&back).unwrap()).await.json();
        assert_eq!(me["email"], "ada@galilee.example", "{verified:?} {in_identity}");
        // The identity has no name; the endpoint of user information has its parts.
        assert_eq!(me["name"], if in_identity { Value::Null } else { json!("Ada Lovelace") });
    }
    for in_identity in [true, false] {
        service.provider.says(Says { verified: Some(false), in_identity, ..truth.clone() });
        let (state, cookie) = service.begin("/depot").await;
        let refused = service.back(&state, &cookie).await;
        assert_eq!((refused.status, Service::session(&refused)), (StatusCode::FORBIDDEN, None));
        assert_eq!(service.noted().await.2, "unverified");
    }
}

#[tokio::test]
async fn who_signs_out_is_nobody_here_then_goes_where_the_provider_signs_her_out() {
    for is_left in [true, false] {
        let service = Service::open_by(Email::Verified, is_left).await;
        let (state, cookie) = service.begin("/depot").await;
        let session = Service::session(&service.back(&state, &cookie).await).unwrap();
        let left = service.leave(&session).await;
        assert!(left.header("set-cookie").starts_with("lanterne=; "), "the cookie is forgotten");
        assert_eq!(service.get("/api/v1/me", &session).await.json()["signed_in"], false);
        assert_eq!(service.noted().await.1, "sign_out");
        if is_left {
            assert_eq!((left.status, left.header("cache-control")), (StatusCode::OK, "no-store"), "{}", left.text());
            let to = Url::parse(left.json()["to"].as_str().unwrap()).unwrap();
            assert!(to.as_str().starts_with(&format!("{}/leave?", service.provider.issuer)), "{to}");
            let brought: BTreeMap<String, String> = to.query_pairs().into_owned().collect();
            let hint: CoreIdToken = brought["id_token_hint"].parse().unwrap();
            assert_eq!(hint.to_string().split('.').count(), 3, "what the provider signed");
            assert_eq!(brought["client_id"], "lanterne");
            assert_eq!(brought["post_logout_redirect_uri"], format!("{HERE}/depot"));
            assert!(!brought["state"].is_empty());
        } else {
            assert_eq!((left.status, left.text().as_str()), (StatusCode::NO_CONTENT, ""));
        }
        assert_eq!(service.leave(&session).await.status, StatusCode::NO_CONTENT, "nobody has nowhere to go");
    }
}

#[tokio::test]
async fn a_sign_in_comes_back_to_the_browser_that_began_it_alone() {
    let service = Service::open().await;
    let (state, cookie) = service.begin("/depot").await;
    let (other_state, other_cookie) = service.begin("/depot").await;
    for (state, cookie) in [
        (state.as_str(), ""),
        (state.as_str(), other_cookie.as_str()),
        (other_state.as_str(), cookie.as_str()),
        ("", cookie.as_str()),
        ("invente", cookie.as_str()),
    ] {
        let refused = service.back(state, cookie).await;
        assert_eq!((refused.status, Service::session(&refused)), (StatusCode::FORBIDDEN, None), "{state} {cookie}");
        assert_eq!(service.noted().await.2, "stale");
    }
    // She gives up; a page says so to a person.
    let path = format!("/connexion/retour?error=access_denied&state={state}");
    let request = Request::get(path).header("cookie", &cookie).header("accept", "text/html");
    let refused = ask(service.router.clone(), request.body(Body::empty()).unwrap()).await;
    assert_eq!((refused.status, refused.header("content-type")), (StatusCode::FORBIDDEN, "text/html; charset=utf-8"));
    assert!(refused.text().contains("<h1>Connexion refusée</h1>") && refused.text().contains("abandonnée"));
    assert_eq!(service.noted().await.2, "declined");
    for elsewhere in ["https://ailleurs.example", "//ailleurs.example", "/%5Cailleurs.example", "depot"] {
        let refused = service.get(&format!("/connexion?vers={elsewhere}"), "").await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{elsewhere}");
    }
}

#[tokio::test]
async fn a_provider_that_is_down_does_not_stop_the_map() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Place::File(folder.path().join("remis.sqlite"))).await.unwrap();
    let sign_in = SignIn {
        issuer: format!("http://{free}"),
        client: "lanterne".to_owned(),
        secret: None,
        email: Email::Verified,
    };
    let live = Live::of(State::open(crate::asking::folder()).unwrap()).storing_in(store);
    let service = router(Arc::new(live.known_as(HERE).unwrap().signing_in_by(&sign_in).unwrap()));
    for (path, status) in [("/connexion", StatusCode::BAD_GATEWAY), ("/api/v1/snapshot", StatusCode::OK)] {
        let answer = ask(service.clone(), Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
    }
}
