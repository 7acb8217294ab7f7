//! The site as it was built, embedded in the program: precompressed, addressed by build id.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use rust_embed::EmbeddedFile;

use super::files::AsItIs;

/// Finds a file of the site that the program embeds.
pub type Site = fn(&str) -> Option<EmbeddedFile>;

/// An asset asked for with its build id never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Without the id the browser asks again each time.
const ASK_AGAIN: &str = "no-cache";
/// A worker has a policy of its own: it asks this server, on behalf of the pages, and nobody else.
const WORKER_POLICY: &str =
    "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The name of this build, as the build wrote it; `dev` when the site was not built.
#[must_use]
pub fn build_id(site: Site) -> String {
    let file = site("pkg/build-id");
    let text = file.map(|file| String::from_utf8_lossy(&file.data).trim().to_owned());
    text.filter(|id| !id.is_empty()).unwrap_or_else(|| "dev".to_owned())
}

/// Serves a file of `/pkg`.
pub async fn package(
    State(site): State<Site>,
    Path(name): Path<String>,
    query: axum::extract::RawQuery,
    headers: HeaderMap,
) -> Response<Body> {
    let is_addressed = query.0.is_some_and(|query| query.starts_with("v="));
    serve(site, &format!("pkg/{name}"), &headers, if is_addressed { FOR_EVER } else { ASK_AGAIN })
}

/// Serves the icon that browsers ask for by themselves.
pub async fn favicon(State(site): State<Site>, headers: HeaderMap) -> Response<Body> {
    serve(site, "favicon.svg", &headers, ASK_AGAIN)
}

/// Serves the manifest by which a tablet installs the program.
pub async fn manifest(State(site): State<Site>, headers: HeaderMap) -> Response<Body> {
    serve(site, "manifest.webmanifest", &headers, ASK_AGAIN)
}

/// Serves the script of the client's page.
pub async fn portal(State(site): State<Site>, headers: HeaderMap) -> Response<Body> {
    serve(site, "portal.js", &headers, ASK_AGAIN)
}

/// Serves the worker that keeps the program on a device.
pub async fn worker(State(site): State<Site>, headers: HeaderMap) -> Response<Body> {
    let mut response = serve(site, "sw.js", &headers, ASK_AGAIN);
    let policy = HeaderValue::from_static(WORKER_POLICY);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    response
}

fn serve(site: Site, path: &str, headers: &HeaderMap, caching: &str) -> Response<Body> {
    let Some((file, encoding)) = best(site, path, headers) else {
        return plain(StatusCode::NOT_FOUND);
    };
    let etag = format!("\"{}\"", hex(&file.metadata.sha256_hash()[..12]));
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return plain(StatusCode::NOT_MODIFIED);
    }
    let mut response = Response::builder()
        .header(CONTENT_TYPE, media_type(path))
        .header(CACHE_CONTROL, caching)
        .header(VARY, "accept-encoding")
        .header(ETAG, etag);
    if let Some(encoding) = encoding {
        response = response.header(CONTENT_ENCODING, encoding);
    }
    // What the build did not compress is not worth it: packing the debug program takes a second.
    response
        .extension(AsItIs)
        .body(Body::from(file.data.into_owned()))
        .unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR))
}

/// The smallest form of a file that the browser understands.
fn best(
    site: Site,
    path: &str,
    headers: &HeaderMap,
) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let forms = [("br", ".br"), ("gzip", ".gz")];
    let understood = forms.into_iter().filter(|(name, _)| accepted.contains(name));
    let packed = understood
        .filter_map(|(name, ending)| Some((site(&format!("{path}{ending}"))?, Some(name))));
    packed.into_iter().next().or_else(|| Some((site(path)?, None)))
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or("") {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn plain(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
