//! A new snapshot is published while people read: nobody notices but by the new figures.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use lanterne_server::{ServeOptions, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use crate::world::{build, publish};

/// Status and body of a request over a real connection.
async fn ask(address: SocketAddr, path: &str) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Ok((status, text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default()))
}

/// The service on a port of its own; what stops it; what ends when it has stopped.
pub(crate) async fn started(var: &std::path::Path) -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let options = ServeOptions {
        var: var.to_owned(),
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: 0,
        ..ServeOptions::default()
    };
    let server = Server::bind(options).await.unwrap();
    let address = server.address();
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(async move {
        server
            .run(async {
                stopped.await.ok();
            })
            .await
            .unwrap();
    });
    (address, stop, running)
}

async fn serves(address: SocketAddr, id: &str) -> bool {
    let until = Instant::now() + Duration::from_secs(20);
    while Instant::now() < until {
        if ask(address, "/healthz").await.is_ok_and(|(_, body)| body.contains(id)) {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_fails_while_a_new_snapshot_is_published() {
    let var = tempfile::tempdir().unwrap();
    build(var.path(), "aaaaaaaaaaaaaaaa");
    publish(var.path(), "aaaaaaaaaaaaaaaa");
    let (address, stop, running) = started(var.path()).await;
    let (asking, answered, failed) =
        (Arc::new(AtomicBool::new(true)), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let clients: Vec<_> = (0..4)
        .map(|client| {
            let (asking, answered, failed) = (Arc::clone(&asking), Arc::clone(&answered), Arc::clone(&failed));
            let paths = [
                "/api/v1/series/part_emplois?level=commune",
                "/api/v1/territories/epci/200070985",
                "/tiles/epci.json",
                "/",
            ];
            tokio::spawn(async move {
                while asking.load(Ordering::Relaxed) {
                    match ask(address, paths[client]).await {
                        Ok((200, _)) => answered.fetch_add(1, Ordering::Relaxed),
                        _ => failed.fetch_add(1, Ordering::Relaxed),
                    };
                }
            })
        })
        .collect();
    for id in ["bbbbbbbbbbbbbbbb", "cccccccccccccccc"] {
        build(var.path(), id);
        publish(var.path(), id);
        assert!(serves(address, id).await, "{id} is never served");
    }
    asking.store(false, Ordering::Relaxed);
    for client in clients {
        client.await.unwrap();
    }
    assert_eq!(failed.load(Ordering::Relaxed), 0);
    assert!(answered.load(Ordering::Relaxed) > 50, "{answered:?}");
    stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(15), running).await.unwrap().unwrap();
    assert!(ask(address, "/healthz").await.is_err(), "stopped");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_snapshot_the_process_lives_says_what_to_run_and_serves_the_first_one() {
    let var = tempfile::tempdir().unwrap();
    let (address, stop, running) = started(var.path()).await;
    let (status, body) = ask(address, "/api/v1/snapshot").await.unwrap();
    assert_eq!(status, 503);
    assert!(body.contains("lanterne ingest"), "{body}");
    assert_eq!(ask(address, "/healthz").await.unwrap().0, 200);
    build(var.path(), "dddddddddddddddd");
    publish(var.path(), "dddddddddddddddd");
    assert!(serves(address, "dddddddddddddddd").await);
    assert_eq!(ask(address, "/api/v1/snapshot").await.unwrap().0, 200);
    stop.send(()).unwrap();
    running.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_snapshot_leaves_the_old_one_served() {
    let var = tempfile::tempdir().unwrap();
    build(var.path(), "eeeeeeeeeeeeeeee");
    publish(var.path(), "eeeeeeeeeeeeeeee");
    let (address, stop, running) = started(var.path()).await;
    for broken in ["ffffffffffffffff", "../../etc"] {
        publish(var.path(), broken);
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        let (status, body) = ask(address, "/api/v1/snapshot").await.unwrap();
        assert_eq!(status, 200);
        assert!(body.contains("eeeeeeeeeeeeeeee"));
    }
    stop.send(()).unwrap();
    running.await.unwrap();
}
