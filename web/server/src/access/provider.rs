//! The provider that says who a person is: OpenID Connect, authorization code with PKCE.
//!
//! For: `handler::sign_in`. The crate `openidconnect` checks what the provider signs; what it asks goes through one client of HTTP that follows no
//! redirection. The provider is asked for its description when somebody first signs in, and again after a while: one that is down
//! does not stop the service, and one that changes its keys is followed. Refuses to know: accounts, sessions, cookies.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use lanterne_store::entry::Entry;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreGenderClaim, CoreIdToken, CoreIdTokenClaims,
    CoreJsonWebKey,
};
use openidconnect::url::ParseError;
use openidconnect::{
    AccessToken, AccessTokenHash, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IssuerUrl, JsonWebKey,
    JwsSigningAlgorithm, LogoutRequest, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    PostLogoutRedirectUrl, ProviderMetadataWithLogout, RedirectUrl, RequestTokenError, SignatureVerificationError,
    TokenResponse, UserInfoClaims, UserInfoError,
};
use ureq::Agent;

use super::said::{Person, Said, Usual, named, scopes, text};
use crate::serve::{Email, SignIn};

/// Where the provider sends people back.
pub(crate) const BACK: &str = "/connexion/retour";
/// Where it sends them once they signed out of it, too.
const LEFT: &str = "/depot";
/// How long the provider may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long its description is believed.
const BELIEVED: Duration = Duration::from_secs(3_600);
/// How long it is left alone after it did not answer, or after its keys were asked for again.
const PAUSE: Duration = Duration::from_secs(5);
/// Largest answer that is read.
const LARGEST: u64 = 1 << 20;

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// Why nobody was signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The provider says that it does not know the person, or that she gave up.
    Declined,
    /// What came back was not begun here, not by this browser, too long ago, or came back already.
    Stale,
    /// What the provider says does not hold: a signature, a date, whom it is for.
    Unsound,
    /// The provider gives no address.
    NoAddress,
    /// The provider does not say that the address is hers.
    Unverified,
    /// The provider does not answer.
    Down,
}

impl Refusal {
    /// Its word, for the record.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Declined => "declined",
            Self::Stale => "stale",
            Self::Unsound => "unsound",
            Self::NoAddress => "no_address",
            Self::Unverified => "unverified",
            Self::Down => "provider_down",
        }
    }

    /// What the person is told.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Declined => {
                "Le fournisseur d'identité n'a pas confirmé qui vous êtes, ou la connexion a été abandonnée. Recommencez."
            }
            Self::Stale => {
                "Cette connexion a commencé il y a plus de dix minutes, dans un autre navigateur, ou a déjà abouti. Recommencez."
            }
            Self::Unsound => {
                "La réponse du fournisseur d'identité n'a pas pu être vérifiée : personne n'a été connecté. Recommencez ; si cela se \
                 répète, prévenez qui tient ce service."
            }
            Self::NoAddress => {
                "Le fournisseur d'identité n'a pas dit votre adresse électronique : c'est elle qui ouvre vos droits ici."
            }
            Self::Unverified => {
                "Le fournisseur d'identité n'a pas vérifié que votre adresse électronique est bien la vôtre. Confirmez-la chez lui, \
                 puis recommencez."
            }
            Self::Down => {
                "Le fournisseur d'identité ne répond pas. La carte reste consultable ; recommencez dans un moment."
            }
        }
    }
}

/// A refusal, and what a person who runs the service should know of it.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) refusal: Refusal,
    pub(crate) cause: String,
}

impl Fault {
    pub(crate) fn new(refusal: Refusal, cause: impl ToString) -> Self {
        Self { refusal, cause: cause.to_string() }
    }
}

/// A sign-in that begins.
#[derive(Debug)]
pub(crate) struct Begun {
    /// Where the person goes: an address of the provider.
    pub(crate) address: String,
    /// By what she is known when she comes back.
    pub(crate) state: String,
    /// What is said of it only when she does.
    pub(crate) nonce: String,
    pub(crate) verifier: String,
}

/// What was heard of the provider, and when; `None`: it did not answer.
type Heard = (Instant, Option<Arc<ProviderMetadataWithLogout>>);

/// A provider, as this service is known to it.
#[derive(Debug)]
pub(crate) struct Provider {
    issuer: IssuerUrl,
    client: ClientId,
    secret: Option<ClientSecret>,
    back: RedirectUrl,
    left: PostLogoutRedirectUrl,
    email: Email,
    agent: Agent,
    heard: Mutex<Option<Heard>>,
}

impl Provider {
    /// A provider that nobody has asked yet.
    ///
    /// # Errors
    /// An address that is none.
    pub(crate) fn new(asked: &SignIn, public: &str) -> Result<Self, ParseError> {
        let agent =
            Agent::config_builder().http_status_as_error(false).max_redirects(0).timeout_global(Some(PATIENCE)).build();
        Ok(Self {
            issuer: IssuerUrl::new(asked.issuer.clone())?,
            client: ClientId::new(asked.client.clone()),
            secret: asked.secret.clone().map(ClientSecret::new),
            back: RedirectUrl::new(format!("{public}{BACK}"))?,
            left: PostLogoutRedirectUrl::new(format!("{public}{LEFT}"))?,
            email: asked.email,
            agent: agent.into(),
            heard: Mutex::new(None),
        })
    }

    /// Begins a sign-in.
    ///
    /// # Errors
    /// The provider does not answer.
    pub(crate) async fn begin(self: Arc<Self>) -> Result<Begun, Fault> {
        waited(move || {
            let described = self.described(BELIEVED)?;
            let client = self.client(&described);
            let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
            let (address, state, nonce) = client
                .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
                .add_scopes(scopes(described.scopes_supported().map(Vec::as_slice)))
                .set_pkce_challenge(challenge)
                .url();
            Ok(Begun {
                address: address.to_string(),
                state: state.into_secret(),
                nonce: nonce.secret().clone(),
                verifier: verifier.into_secret(),
            })
        })
        .await
    }

    /// Ends a sign-in: changes the code for what the provider signs, checks it, and says who it is.
    ///
    /// # Errors
    /// The provider does not answer, or what it says does not hold.
    pub(crate) async fn complete(self: Arc<Self>, code: String, entry: Entry) -> Result<Person, Fault> {
        waited(move || self.completed(code, entry)).await
    }

    /// Where a person goes who signed out here, to sign out of the provider, too; `None` where it has no such address, or does not answer.
    pub(crate) async fn leave(self: Arc<Self>, id_token: String) -> Option<String> {
        let left = waited(move || {
            let described = self.described(BELIEVED)?;
            let Some(address) = described.additional_metadata().end_session_endpoint.clone() else { return Ok(None) };
            let signed = id_token.parse::<CoreIdToken>().map_err(|fault| Fault::new(Refusal::Unsound, fault))?;
            let asked = LogoutRequest::from(address)
                .set_id_token_hint(&signed)
                .set_client_id(self.client.clone())
                .set_post_logout_redirect_uri(self.left.clone())
                // Nothing waits for it to come back: who comes back is nobody, with it or without.
                .set_state(CsrfToken::new_random());
            Ok(Some(asked.http_get_url().to_string()))
        });
        left.await.unwrap_or_else(|fault| {
            tracing::warn!(cause = fault.cause, "a person was not sent to the provider to sign out");
            None
        })
    }

    fn completed(&self, code: String, entry: Entry) -> Result<Person, Fault> {
        let unsound = |cause: String| Fault::new(Refusal::Unsound, cause);
        let http = |request: HttpRequest| self.ask(request);
        let mut client = self.client(&*self.described(BELIEVED)?);
        let answer = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|fault| unsound(fault.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(entry.verifier))
            .request(&http)
            .map_err(|fault| match fault {
                RequestTokenError::Request(fault) => Fault::new(Refusal::Down, fault),
                other => unsound(other.to_string()),
            })?;
        let token = answer.id_token().ok_or_else(|| unsound("no id token".to_owned()))?;
        let nonce = Nonce::new(entry.nonce);
        let mut checked = claims_of(&client, token, &nonce, answer.access_token());
        if matches!(
            checked,
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey))
        ) {
            // Its keys may have changed since it was last asked.
            client = self.client(&*self.described(PAUSE)?);
            checked = claims_of(&client, token, &nonce, answer.access_token());
        }
        let claims = checked.map_err(|fault| unsound(fault.to_string()))?;
        let names = [text(claims.given_name()), text(claims.family_name())];
        let said = Said::of(claims.email(), claims.email_verified(), named(text(claims.name()), names));
        let id_token = token.to_string();
        if said.vouched(self.email).is_ok() {
            return said.person(self.email, id_token);
        }
        let Ok(request) = client.user_info(answer.access_token().clone(), Some(claims.subject().clone())) else {
            return said.person(self.email, id_token);
        };
        // A signed answer is checked as the identity is; one that is not signed came from the provider itself.
        let claims: UserInfoClaims<Usual, CoreGenderClaim> = request.request(&http).map_err(|fault| match fault {
            UserInfoError::Request(fault) => Fault::new(Refusal::Down, fault),
            other => unsound(other.to_string()),
        })?;
        let family = text(claims.family_name()).or_else(|| claims.additional_claims().usual_name.clone());
        let name = named(text(claims.name()), [text(claims.given_name()), family]);
        Said::of(claims.email(), claims.email_verified(), name).person(self.email, id_token)
    }

    /// What the provider says of itself, heard no longer ago than `believed`.
    fn described(&self, believed: Duration) -> Result<Arc<ProviderMetadataWithLogout>, Fault> {
        let down = |cause: String| Fault::new(Refusal::Down, cause);
        // One asks, the others wait for what it hears.
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        match &*heard {
            Some((at, Some(said))) if at.elapsed() < believed => return Ok(Arc::clone(said)),
            Some((at, None)) if at.elapsed() < PAUSE => return Err(down("did not answer a moment ago".to_owned())),
            Some(_) | None => {}
        }
        let http = |request: HttpRequest| self.ask(request);
        let said = ProviderMetadataWithLogout::discover(&self.issuer, &http).map(Arc::new);
        *heard = Some((Instant::now(), said.as_ref().ok().cloned()));
        said.map_err(|fault| down(chain(&fault)))
    }

    /// This service, as the provider knows it.
    fn client(&self, provider: &ProviderMetadataWithLogout) -> Client {
        let client = CoreClient::from_provider_metadata(provider.clone(), self.client.clone(), self.secret.clone())
            .set_redirect_uri(self.back.clone());
        let methods = provider.token_endpoint_auth_methods_supported();
        let takes = |method: CoreClientAuthMethod| methods.is_some_and(|methods| methods.contains(&method));
        match takes(CoreClientAuthMethod::ClientSecretPost) && !takes(CoreClientAuthMethod::ClientSecretBasic) {
            true => client.set_auth_type(AuthType::RequestBody),
            false => client,
        }
    }

    /// Asks the provider, and reads its answer whole.
    fn ask(&self, request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
        // An empty body is none: a GET is not to have one.
        let answer = match request.body().is_empty() {
            true => self.agent.run(request.map(|_| ()))?,
            false => self.agent.run(request)?,
        };
        let (parts, mut body) = answer.into_parts();
        let bytes = body.with_config().limit(LARGEST).read_to_vec()?;
        Ok(HttpResponse::from_parts(parts, bytes))
    }
}

/// What an identity says, once signature, dates, audience, nonce and the hash of the access token are checked.
fn claims_of<'a>(
    client: &Client,
    token: &'a CoreIdToken,
    nonce: &Nonce,
    access: &AccessToken,
) -> Result<&'a CoreIdTokenClaims, ClaimsVerificationError> {
    let verifier = client.id_token_verifier();
    let claims = token.claims(&verifier, nonce)?;
    if let Some(expected) = claims.access_token_hash() {
        let signature = ClaimsVerificationError::SignatureVerification;
        let algorithm = token.signing_alg().map_err(signature)?;
        let hash = match algorithm.uses_shared_secret() {
            // A secret is in no published set of keys; the algorithm alone says the hash.
            true => AccessTokenHash::from_token(access, algorithm, &CoreJsonWebKey::new_symmetric(Vec::new())),
            false => AccessTokenHash::from_token(access, algorithm, token.signing_key(&verifier).map_err(signature)?),
        };
        if hash.map_err(|fault| ClaimsVerificationError::Other(fault.to_string()))? != *expected {
            return Err(ClaimsVerificationError::Other("the access token is another".to_owned()));
        }
    }
    Ok(claims)
}

/// A fault and what it comes from, on a line.
fn chain(fault: &dyn std::error::Error) -> String {
    let mut causes = vec![fault.to_string()];
    let mut next = fault.source();
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    causes.join(": ")
}

/// Runs what waits for the provider beside the threads that listen.
async fn waited<T: Send + 'static>(work: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|fault| Err(Fault::new(Refusal::Unsound, fault)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_provider_that_is_down_is_left_alone_for_a_moment() {
        // Nobody listens there: the port was free a moment ago.
        let port =
            std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).map(|free| free.port());
        let issuer = format!("http://127.0.0.1:{}", port.unwrap_or(9));
        let asked = SignIn { issuer, client: "lanterne".to_owned(), secret: None, email: Email::Verified };
        let Ok(provider) = Provider::new(&asked, "http://127.0.0.1:8080").map(Arc::new) else { panic!("addresses") };
        let first = Arc::clone(&provider).begin().await;
        assert!(matches!(first, Err(Fault { refusal: Refusal::Down, .. })), "{first:?}");
        let second = provider.begin().await;
        assert!(matches!(second, Err(Fault { refusal: Refusal::Down, cause }) if cause.contains("a moment ago")));
    }
}
