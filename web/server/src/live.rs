//! Which snapshot is served now. Moves to a newly published one without dropping a request: a request keeps the state it
//! began with, the next one takes the new.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use lanterne_store::Store;

use crate::access::provider::Provider;
use crate::frozen::Frozen;
use crate::problem::Problem;
use crate::publishing::Publisher;
use crate::raster::Raster;
use crate::serve::{ServeError, SignIn};
use crate::state::{LoadError, State};

/// How often `current` is read.
const EVERY: Duration = Duration::from_millis(500);

/// The current state, replaced as a whole.
#[derive(Debug)]
pub struct Live {
    var: PathBuf,
    state: RwLock<Option<Arc<State>>>,
    raster: Raster,
    store: Option<Store>,
    provider: Option<Arc<Provider>>,
    public: Option<String>,
    publisher: Option<Arc<Publisher>>,
}

impl Live {
    /// Opens what `<var>/current` names. A missing or broken snapshot is traced, and waited for.
    pub async fn open(var: PathBuf) -> Self {
        let live = Self { var, ..Self::empty() };
        if let Some(id) = live.published() {
            live.load(id).await;
        }
        live
    }

    /// A state that never changes, for tests and for whoever has one in hand.
    #[must_use]
    pub fn of(state: State) -> Self {
        Self { state: RwLock::new(Some(Arc::new(state))), ..Self::empty() }
    }

    fn empty() -> Self {
        Self {
            var: PathBuf::new(),
            state: RwLock::new(None),
            raster: Raster::absent(),
            store: None,
            provider: None,
            public: None,
            publisher: None,
        }
    }

    /// The same with a second picture engine.
    #[must_use]
    pub fn drawing_with(self, raster: Raster) -> Self {
        Self { raster, ..self }
    }

    /// The same, keeping what is to be kept in a folder.
    #[must_use]
    pub fn keeping_in(self, var: PathBuf) -> Self {
        Self { var, ..self }
    }

    /// The same, with a store of what people hand in.
    #[must_use]
    pub fn storing_in(self, store: Store) -> Self {
        Self { store: Some(store), ..self }
    }

    /// The same, known to people by an address: `https://observatoire.example`, no path behind it.
    ///
    /// # Errors
    /// [`ServeError::Public`].
    pub fn known_as(self, public: &str) -> Result<Self, ServeError> {
        let plain = public.trim().trim_end_matches('/').to_lowercase();
        let host = plain.strip_prefix("https://").or_else(|| plain.strip_prefix("http://"));
        match host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@'])) {
            true => Ok(Self { public: Some(plain), ..self }),
            false => Err(ServeError::Public { address: public.to_owned() }),
        }
    }

    /// The same, where people sign in by a provider: it sends them back to the address that [`Self::known_as`] was given.
    ///
    /// # Errors
    /// [`ServeError::SignIn`].
    pub fn signing_in_by(self, asked: &SignIn) -> Result<Self, ServeError> {
        let wrong = || ServeError::SignIn { issuer: asked.issuer.clone() };
        let public = self.public.as_deref().ok_or_else(wrong)?;
        let provider = Provider::new(asked, public).map_err(|_| wrong())?;
        Ok(Self { provider: Some(Arc::new(provider)), ..self })
    }

    /// The same, where the Region may have a new snapshot made.
    #[must_use]
    pub fn publishing_by(self, publisher: Publisher) -> Self {
        Self { publisher: Some(Arc::new(publisher)), ..self }
    }

    /// What makes a new snapshot; `None` where the service does not.
    pub(crate) fn publisher(&self) -> Option<&Arc<Publisher>> {
        self.publisher.as_ref()
    }

    /// The folder of the snapshot that is served.
    ///
    /// # Errors
    /// [`Problem::NoSnapshot`].
    pub(crate) fn folder(&self) -> Result<PathBuf, Problem> {
        self.state().map(|state| folder(&self.var, state.id()))
    }

    /// Who says who people are; `None` where nobody can sign in.
    pub(crate) fn provider(&self) -> Option<&Arc<Provider>> {
        self.provider.as_ref()
    }

    /// The address people know the service by, without a slash at its end; `None` where nobody said it.
    pub(crate) fn public(&self) -> Option<&str> {
        self.public.as_deref()
    }

    /// What people handed in; `None` where nothing can be kept.
    pub(crate) fn store(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// The profiles that are kept.
    pub(crate) fn frozen(&self) -> Frozen {
        Frozen::of(&self.var)
    }

    /// The second picture engine, which may be absent.
    pub(crate) fn raster(&self) -> &Raster {
        &self.raster
    }

    /// The state to answer with.
    ///
    /// # Errors
    /// [`Problem::NoSnapshot`] as long as none was published.
    pub fn state(&self) -> Result<Arc<State>, Problem> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or(Problem::NoSnapshot)
    }

    /// Follows `current` for ever. A snapshot that cannot be opened is tried once; the old one stays.
    pub async fn follow(self: Arc<Self>) {
        let mut tried = self.served();
        loop {
            tokio::time::sleep(EVERY).await;
            let published = self.published();
            if published.is_some() && published != tried {
                tried.clone_from(&published);
                if let Some(id) = published {
                    self.load(id).await;
                }
            }
        }
    }

    fn served(&self) -> Option<String> {
        self.state().ok().map(|state| state.id().to_owned())
    }

    fn published(&self) -> Option<String> {
        published(&self.var)
    }

    async fn load(&self, id: String) {
        let folder = folder(&self.var, &id);
        match opened(folder.clone()).await {
            Ok(state) => {
                tracing::info!(id, "snapshot served");
                let state = Arc::new(state);
                *self.state.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&state));
                tokio::task::spawn_blocking(move || state.warm());
            }
            Err(fault) => tracing::error!(id, folder = %folder.display(), %fault, "snapshot not served"),
        }
    }
}

/// The identifier in `<var>/current`; anything that is no plain name is refused, for it becomes a path.
fn published(var: &Path) -> Option<String> {
    let id = std::fs::read_to_string(var.join("current")).ok()?.trim().to_owned();
    let plain = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    plain.then_some(id)
}

fn folder(var: &Path, id: &str) -> PathBuf {
    var.join("snapshots").join(id)
}

/// The snapshot that `<var>/current` names, for who needs no service; `None` where none was published.
///
/// # Errors
/// [`LoadError`], with what could not be read.
pub fn current(var: &Path) -> Result<Option<State>, LoadError> {
    published(var).map(|id| State::open(&folder(var, &id))).transpose()
}

async fn opened(folder: PathBuf) -> Result<State, LoadError> {
    let reading = tokio::task::spawn_blocking(move || State::open(Path::new(&folder)));
    reading.await.unwrap_or(Err(LoadError::Interrupted))
}
