//! Connections: HTTP/1.1 by hyper, each on one of as many threads as the machine has cores.
//!
//! For: [`crate::serve`]. A stored tile is answered before any layer of the router sees its request: nothing there applies to
//! it, and that would cost more than the tile. A connection stays on its thread, so that no thread ever wakes another.
//! Refuses to know: addresses (see [`crate::router`]), what a tile is (see `handler::tiles`).

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use futures_util::future::Either;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::{Request, service::Service};
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::handler::tiles;
use crate::live::Live;
use crate::router::router;

/// How long requests in flight may take to end once the service is asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What answers a request.
#[derive(Clone)]
struct Front {
    live: Arc<Live>,
    router: Router,
}

impl Service<Request<Incoming>> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, RouteFuture<Infallible>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        match tiles::stored(&self.live, request.method(), request.uri(), request.headers()) {
            Some(tile) => Either::Left(ready(Ok(tile))),
            None => Either::Right(tower::Service::call(&mut self.router.clone(), request.map(Body::new))),
        }
    }
}

/// The threads that answer.
pub(crate) struct Lanes {
    lanes: Vec<(UnboundedSender<TcpStream>, std::thread::JoinHandle<()>)>,
    next: usize,
}

impl Lanes {
    /// Starts one thread a core.
    ///
    /// # Errors
    /// What the system says where it has no thread left.
    pub(crate) fn start(live: &Arc<Live>) -> std::io::Result<Self> {
        let front = Front { live: Arc::clone(live), router: router(Arc::clone(live)) };
        let count = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let lane = |number: usize| {
            // On a full machine a lane that never waits keeps its core for a whole slice of the scheduler, and who reads its answers waits with
            // them: before it looks for more requests it lets others run.
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .on_thread_park(std::thread::yield_now)
                .build()?;
            let (sender, streams) = unbounded_channel();
            let front = front.clone();
            let work = move || {
                runtime.block_on(answer(front, streams));
                runtime.shutdown_background();
            };
            Ok((sender, std::thread::Builder::new().name(format!("lane-{number}")).spawn(work)?))
        };
        Ok(Self { lanes: (0..count).map(lane).collect::<std::io::Result<_>>()?, next: 0 })
    }

    /// Gives a connection to the next thread.
    pub(crate) fn give(&mut self, stream: tokio::net::TcpStream) {
        self.next = (self.next + 1) % self.lanes.len();
        let given = stream.into_std().map(|stream| self.lanes[self.next].0.send(stream));
        if !matches!(given, Ok(Ok(()))) {
            tracing::error!("a connection was lost before it was answered");
        }
    }

    /// Lets requests in flight end, for [`GRACE`] at most: a client that keeps its connection open does not hold the service.
    pub(crate) async fn stop(self) {
        let threads: Vec<_> = self.lanes.into_iter().map(|(_, thread)| thread).collect();
        let joined = tokio::task::spawn_blocking(|| threads.into_iter().all(|thread| thread.join().is_ok()));
        if !joined.await.unwrap_or(false) {
            tracing::error!("a thread that answers ended before it was asked to");
        }
    }
}

/// Answers the connections given, until no more can come.
async fn answer(front: Front, mut streams: UnboundedReceiver<TcpStream>) {
    let open = GracefulShutdown::new();
    while let Some(stream) = streams.recv().await {
        let Ok(stream) = tokio::net::TcpStream::from_std(stream) else { continue };
        // An answer leaves at once, whole or not.
        stream.set_nodelay(true).ok();
        let connection = open.watch(http1::Builder::new().serve_connection(TokioIo::new(stream), front.clone()));
        tokio::spawn(async move {
            if let Err(fault) = connection.await {
                tracing::debug!(%fault, "a connection ended");
            }
        });
    }
    tokio::select! {
        () = open.shutdown() => {}
        () = tokio::time::sleep(GRACE) => {}
    }
}
