//! Listening: limits on slow and on many connections, and a stop that lets answers finish.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use locale::td_string;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

use super::failure::internal;
use super::limits::network;
use super::live::Live;
use super::state::AppState;
use super::terminal;
use crate::error::AppError;

/// How long a client may take to send its headers.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// How long to wait before a connection is taken again that could not be.
const TAKE_AGAIN: Duration = Duration::from_millis(100);
/// How long answers may take when the server stops.
const STOP_WITHIN: Duration = Duration::from_secs(10);
/// Most connections at once.
const CONNECTIONS: usize = 2_000;
/// Most connections of one address, or of one network of the sixth version, at once.
const CONNECTIONS_PER_ADDRESS: usize = 200;
/// Most requests at once on one HTTP/2 connection.
const STREAMS: u32 = 100;

/// The address that a request comes from: the connection's, or what a trusted proxy says.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

impl FromRequestParts<AppState> for Peer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip());
        Ok(Self(behind(peer, state.settings.trusted_proxy, &parts.headers)))
    }
}

/// The address behind a connection: what a trusted proxy has put last, in a line of its own or at
/// the end of one. Everything before that is what its client says.
fn behind(peer: IpAddr, trusted: Option<IpAddr>, headers: &HeaderMap) -> IpAddr {
    if !is_proxy(peer, trusted) {
        return peer;
    }
    let last = headers.get_all("x-forwarded-for").iter().next_back();
    let last = last.and_then(|value| value.to_str().ok());
    last.and_then(|value| value.rsplit(',').next()?.trim().parse().ok()).unwrap_or(peer)
}

/// Whether a connection is the trusted proxy's: a socket of both versions writes its address as one
/// of the sixth.
fn is_proxy(peer: IpAddr, trusted: Option<IpAddr>) -> bool {
    trusted.is_some_and(|trusted| trusted.to_canonical() == peer.to_canonical())
}

/// The address from which the server function that runs was called.
///
/// # Errors
/// `Internal` outside a request.
pub async fn peer_of_call(state: &AppState) -> Result<IpAddr, AppError> {
    let peer = leptos_axum::extract_with_state::<Peer, AppState>(state).await;
    peer.map(|peer| peer.0).map_err(|error| internal(&error))
}

/// Listens on an address.
///
/// # Errors
/// A sentence when that is not possible.
pub async fn bind(addr: SocketAddr) -> anyhow::Result<TcpListener> {
    let bound = TcpListener::bind(addr).await;
    bound.with_context(|| {
        td_string!(terminal::locale(), command.cannot_listen, address = addr.to_string())
    })
}

/// Serves until `stop` is ready, then closes the channels and lets the answers finish. All who come
/// through `proxy` share its address, so only the connections of others are counted by it.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    (live, proxy): (&Live, Option<IpAddr>),
    stop: impl Future,
) {
    let graceful = GracefulShutdown::new();
    let room = Room::new(proxy);
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            (stream, peer) = accept(&listener) => {
                if let Some(place) = room.enter(peer.ip()) {
                    attend(stream, peer, &router, &graceful, place);
                }
            }
            _ = &mut stop => break,
        }
    }
    drop(listener);
    tracing::info!("stopping");
    live.stop();
    if tokio::time::timeout(STOP_WITHIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

/// The next connection. What the system refuses is tried again a moment later.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            // Who waited has gone again.
            Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
            // Such as too many open files: others have to end first.
            Err(error) => {
                tracing::warn!("a connection could not be taken: {error}");
                tokio::time::sleep(TAKE_AGAIN).await;
            }
        }
    }
}

fn attend(
    stream: TcpStream,
    peer: SocketAddr,
    router: &Router,
    graceful: &GracefulShutdown,
    place: Place,
) {
    let router = router.clone();
    let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
    builder.http2().timer(TokioTimer::new()).max_concurrent_streams(STREAMS);
    let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
    let connection = connection.into_owned();
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%peer, "connection ended: {error}");
        }
        drop(place);
    });
}

/// How many connections there are, in all and from each address.
struct Room {
    all: Arc<Semaphore>,
    by_address: Arc<Mutex<HashMap<IpAddr, usize>>>,
    proxy: Option<IpAddr>,
}

/// A connection's place; given back when dropped.
struct Place {
    address: IpAddr,
    by_address: Arc<Mutex<HashMap<IpAddr, usize>>>,
    _all: OwnedSemaphorePermit,
}

impl Room {
    fn new(proxy: Option<IpAddr>) -> Self {
        Self { all: Arc::new(Semaphore::new(CONNECTIONS)), by_address: Arc::default(), proxy }
    }

    fn enter(&self, address: IpAddr) -> Option<Place> {
        let is_proxy = is_proxy(address, self.proxy);
        let address = network(address);
        let all = self.all.clone().try_acquire_owned().ok()?;
        let mut counts = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(address).or_default();
        if *count >= CONNECTIONS_PER_ADDRESS && !is_proxy {
            return None;
        }
        *count += 1;
        Some(Place { address, by_address: self.by_address.clone(), _all: all })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.address);
            }
        }
    }
}

/// Ready when the program is told to stop.
pub async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    let mut terminate =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(terminate) => terminate,
            Err(_) => {
                interrupt.await.ok();
                return;
            }
        };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    /// Where a request comes from that brings these lines.
    fn found(peer: &str, lines: &[&'static str]) -> IpAddr {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        behind(address(peer), Some(address("127.0.0.1")), &headers)
    }

    #[test]
    fn only_what_the_proxy_put_last_counts() {
        let check = |peer, lines: &[&'static str], expected| {
            assert_eq!(found(peer, lines), address(expected), "{peer} {lines:?}");
        };
        check("127.0.0.1", &[], "127.0.0.1");
        check("127.0.0.1", &["203.0.113.7"], "203.0.113.7");
        check("127.0.0.1", &["198.51.100.1, 203.0.113.7"], "203.0.113.7");
        // Some proxies add a line of their own below what the client sent.
        check("127.0.0.1", &["198.51.100.1", "203.0.113.7"], "203.0.113.7");
        // Where the server listens on both versions, the proxy comes so.
        check("::ffff:127.0.0.1", &["203.0.113.7"], "203.0.113.7");
        check("198.51.100.1", &["203.0.113.7"], "198.51.100.1");
    }

    #[test]
    fn who_comes_through_the_proxy_takes_no_place_from_others_there() {
        let room = Room::new(Some(address("127.0.0.1")));
        let places = |from: &str| -> Vec<Place> {
            let from = address(from);
            (0..=CONNECTIONS_PER_ADDRESS).filter_map(|_| room.enter(from)).collect()
        };
        assert_eq!(places("127.0.0.1").len(), CONNECTIONS_PER_ADDRESS + 1);
        assert_eq!(places("203.0.113.7").len(), CONNECTIONS_PER_ADDRESS);
    }
}
