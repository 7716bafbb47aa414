//! The running service: binds an address, follows what is published, stops when asked.

use std::fmt;
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use lanterne_store::{Place, Store};
use tokio::net::TcpListener;
use tokio::runtime::Handle;

use crate::access::{now, prune};
use crate::connection::Lanes;
use crate::live::Live;
use crate::publishing::Publisher;
use crate::raster::Raster;

/// How long to wait after a connection that the system did not give.
const PAUSE: Duration = Duration::from_millis(100);

/// The file of what people hand in, beside the snapshots.
pub const STORE: &str = "remis.sqlite";

/// What to serve and where.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// Folder that holds `current` and `snapshots/`.
    pub var: PathBuf,
    /// Address to listen on.
    pub address: IpAddr,
    /// Port; 0 takes any free one.
    pub port: u16,
    /// The second picture engine; without one resvg draws every picture.
    pub raster: Option<PathBuf>,
    /// Where what people hand in is kept; without saying, a file beside the snapshots.
    pub store: Option<String>,
    /// Who says who people are; without one nobody signs in, and all there is to read without an account is served.
    pub sign_in: Option<SignIn>,
    /// The address people know the service by; without saying, the one it listens on.
    pub public: Option<String>,
    /// Addresses of e-mail that are made admins.
    pub admins: Vec<String>,
    /// The program `lanterne`, which makes a new snapshot when the Region asks for one; without it nobody can ask.
    pub publisher: Option<PathBuf>,
}

/// A provider of OpenID Connect, and what this service is to it.
#[derive(Clone)]
pub struct SignIn {
    /// Its address, under which its description is found.
    pub issuer: String,
    /// The name this service has there.
    pub client: String,
    /// What proves it; `None` where the provider asks for none.
    pub secret: Option<String>,
    /// Which of its addresses of e-mail count.
    pub email: Email,
}

/// Which addresses of e-mail count that a provider gives: by hers a person has her rights.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Email {
    /// Those that it says it verified.
    #[default]
    Verified,
    /// Those that it does not say it did not: for a provider that answers for them and says so nowhere (ProConnect).
    Given,
}

/// Without the secret.
impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("issuer", &self.issuer).field("client", &self.client).finish_non_exhaustive()
    }
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            var: PathBuf::from("var"),
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            raster: None,
            store: None,
            sign_in: None,
            public: None,
            admins: Vec::new(),
            publisher: None,
        }
    }
}

/// Why the service cannot run. A missing snapshot is no such reason: it waits for one.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or not ours.
    #[error(
        "impossible d’écouter sur {address} : {} ; choisissez un autre port avec --port",
        lanterne_data::reason(source)
    )]
    Bind {
        /// The address asked for.
        address: SocketAddr,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The public address is none.
    #[error("« {address} » n’est pas une adresse publique ; attendu : https://hôte, sans chemin (--public)")]
    Public {
        /// What was given.
        address: String,
    },
    /// The address of the provider is none.
    #[error("« {issuer} » n’est pas l’adresse d’un fournisseur d’identité ; attendu : https://… (--oidc)")]
    SignIn {
        /// What was given.
        issuer: String,
    },
    /// The network failed while serving.
    #[error("le service s’est interrompu : {}", lanterne_data::reason(source))]
    Interrupted {
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
}

/// A service bound to its address and not yet answering.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    live: Arc<Live>,
    address: SocketAddr,
}

impl Server {
    /// Opens the current snapshot and binds the address.
    ///
    /// # Errors
    /// [`ServeError::Bind`], [`ServeError::Public`], [`ServeError::SignIn`].
    pub async fn bind(options: ServeOptions) -> Result<Self, ServeError> {
        let asked = SocketAddr::new(options.address, options.port);
        let bind = |source| ServeError::Bind { address: asked, source };
        let listener = TcpListener::bind(asked).await.map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;
        let raster = options.raster.map_or_else(Raster::absent, Raster::start);
        let publisher = options
            .publisher
            .map(|program| Publisher::new(program, options.var.clone(), options.store.clone(), Handle::current()));
        let place = options.store.map_or_else(|| Place::File(options.var.join(STORE)), Place::Server);
        let public = options.public.unwrap_or_else(|| format!("http://{address}"));
        let live = Live::open(options.var).await.drawing_with(raster).known_as(&public)?;
        let live = match &options.sign_in {
            Some(asked) => live.signing_in_by(asked)?,
            None => live,
        };
        let live = match Store::open(&place).await {
            Ok(store) => {
                if let Err(fault) = store.make_admins(&options.admins, &now()).await {
                    tracing::error!(%fault, "nobody was made an admin");
                }
                live.storing_in(store)
            }
            // Maps and profiles need none: they are served, and who would hand something in is told.
            Err(fault) => {
                tracing::error!(%place, %fault, "nothing can be kept");
                live
            }
        };
        let live = match publisher {
            Some(publisher) => live.publishing_by(publisher),
            None => live,
        };
        Ok(Self { listener, live: Arc::new(live), address })
    }

    /// The address really bound.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What is being served: the identifier of the snapshot, `None` while there is none.
    #[must_use]
    pub fn snapshot_id(&self) -> Option<String> {
        self.live.state().ok().map(|state| state.id().to_owned())
    }

    /// Answers until `stop` resolves, then lets requests in flight end.
    ///
    /// # Errors
    /// [`ServeError::Interrupted`].
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let following = tokio::spawn(Arc::clone(&self.live).follow());
        let forgetting = tokio::spawn(prune::daily(Arc::clone(&self.live)));
        let mut lanes = Lanes::start(&self.live).map_err(|source| ServeError::Interrupted { source })?;
        let mut stop = std::pin::pin!(stop);
        loop {
            let accepted = tokio::select! {
                () = &mut stop => break,
                accepted = self.listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, _)) => lanes.give(stream),
                // Out of file handles, most often: those in flight give theirs back.
                Err(fault) => {
                    tracing::error!(%fault, "a connection was not accepted");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
        if let Some(publisher) = self.live.publisher() {
            publisher.stop().await;
        }
        lanes.stop().await;
        following.abort();
        forgetting.abort();
        Ok(())
    }
}

/// Serves until SIGINT or SIGTERM, printing the address once it answers.
///
/// # Errors
/// [`ServeError`].
pub async fn serve(options: ServeOptions) -> Result<(), ServeError> {
    let var = options.var.clone();
    let server = Server::bind(options).await?;
    match server.snapshot_id() {
        Some(id) => println!("Lanterne, données {id} : http://{}", server.address()),
        None => println!(
            "Lanterne : http://{} — aucune donnée publiée dans {} ; lancez « lanterne ingest ».",
            server.address(),
            var.display()
        ),
    }
    server.run(asked_to_stop()).await
}

/// Resolves at the first SIGINT or SIGTERM.
async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            interrupt.await.ok();
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupt.await.ok();
}
