//! The running service: binds an address, follows what is published, stops when asked.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use lanterne_store::{Place, Store};
use tokio::net::TcpListener;

use crate::connection::Lanes;
use crate::live::Live;
use crate::raster::Raster;

/// How long to wait after a connection that the system did not give.
const PAUSE: Duration = Duration::from_millis(100);

/// The file of what people hand in, beside the snapshots.
const STORE: &str = "remis.sqlite";

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
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            var: PathBuf::from("var"),
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            raster: None,
            store: None,
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
    /// [`ServeError::Bind`].
    pub async fn bind(options: ServeOptions) -> Result<Self, ServeError> {
        let asked = SocketAddr::new(options.address, options.port);
        let bind = |source| ServeError::Bind { address: asked, source };
        let listener = TcpListener::bind(asked).await.map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;
        let raster = options.raster.map_or_else(Raster::absent, Raster::start);
        let place = options.store.map_or_else(|| Place::File(options.var.join(STORE)), Place::Server);
        let live = Live::open(options.var).await.drawing_with(raster);
        let live = match Store::open(&place).await {
            Ok(store) => live.storing_in(store),
            // Maps and profiles need none: they are served, and who would hand something in is told.
            Err(fault) => {
                tracing::error!(%place, %fault, "nothing can be kept");
                live
            }
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
        lanes.stop().await;
        following.abort();
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
