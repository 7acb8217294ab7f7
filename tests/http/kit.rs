//! A server on a database of its own, and requests to it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use accord::server::codes::KEY_FILE;
use accord::server::listen;
use accord::server::live::Live;
use accord::server::router::router;
use accord::server::settings::Settings;
use accord::server::state::AppState;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use serde_json::Value;
use store::Db;
use tower::ServiceExt;

/// The key of the hashes of codes, in every folder.
pub const CODE_KEY: [u8; 32] = [7; 32];

/// The host that the settings name.
pub const ADDRESS: &str = "127.0.0.1:3000";

static FOLDERS: AtomicU32 = AtomicU32::new(0);

/// A server whose folder goes with it.
pub struct World {
    pub db: Db,
    pub settings: Settings,
    pub live: Live,
    server: Router,
}

impl World {
    /// A server on a migrated database without anything in it.
    pub async fn empty() -> Self {
        Self::on(settings()).await
    }

    /// A server on a copy of a database.
    pub async fn copy(database: &[u8]) -> Self {
        let settings = settings();
        std::fs::write(settings.data.join("accord.db"), database).unwrap();
        Self::on(settings).await
    }

    /// A server with these settings.
    pub async fn on(settings: Settings) -> Self {
        let db = Db::open(&settings.database_url).await.unwrap();
        db.migrate().await.unwrap();
        let state = AppState::new(db.clone(), settings.clone(), |_| None);
        let live = state.live.clone();
        Self { db, settings, live, server: router(state) }
    }

    /// The database as one file; ends the server.
    pub async fn into_bytes(self) -> Vec<u8> {
        self.db.close().await;
        std::fs::read(self.settings.data.join("accord.db")).unwrap()
    }

    /// Serves on an address of its own until `stop` is ready or the test is over.
    pub async fn listen(&self, stop: impl Future + Send + 'static) -> SocketAddr {
        let listener = listen::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let addr = listener.local_addr().unwrap();
        let (server, live) = (self.server.clone(), self.live.clone());
        tokio::spawn(async move { listen::serve(listener, server, (&live, None), stop).await });
        addr
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&self, ask: Ask) -> Answer {
        let response = self.server.clone().oneshot(ask.request()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: body.to_vec() }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.settings.data);
    }
}

/// Settings for a new folder.
pub fn settings() -> Settings {
    let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
    let data: PathBuf =
        std::env::temp_dir().join(format!("accord-http-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join(KEY_FILE), CODE_KEY).unwrap();
    Settings {
        database_url: format!("sqlite://{}", data.join("accord.db").display()),
        data,
        addr: ADDRESS.parse().unwrap(),
        public_url: format!("http://{ADDRESS}"),
        trusted_proxy: None,
        mail: None,
    }
}

/// A request that a browser would send from a page of this server.
#[derive(Clone, Debug)]
pub struct Ask {
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Asks for a page.
pub fn get(path: &str) -> Ask {
    Ask::new(Method::GET, path)
}

/// Sends a form.
pub fn form(path: &str, body: &str) -> Ask {
    Ask::new(Method::POST, path).body("application/x-www-form-urlencoded", body.as_bytes())
}

/// Calls a server function.
pub fn call(path: &str, arguments: &Value) -> Ask {
    Ask::new(Method::POST, path).body("application/json", arguments.to_string().as_bytes())
}

/// Sends a form as browsers send one that may bring files: fields by name, without a file.
pub fn multipart(path: &str, fields: &[(&str, &str)]) -> Ask {
    letter(path, fields, &[])
}

/// Sends a file.
pub fn file(path: &str, bytes: &[u8]) -> Ask {
    Ask::new(Method::POST, path).body("application/octet-stream", bytes)
}

/// Sends files as a form does: what each is called, what its sender says it is, its bytes.
pub fn upload(path: &str, files: &[(&str, &str, &[u8])]) -> Ask {
    letter(path, &[], files)
}

/// Sends a form with words and files: fields by name, then the files as `upload` takes them.
pub fn letter(path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Ask {
    const BOUNDARY: &str = "accord-test-boundary";
    let mut body = Vec::new();
    for (name, value) in fields {
        let field = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(field.as_bytes());
    }
    for (name, media_type, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: {media_type}\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    Ask::new(Method::POST, path).body(&content_type, &body)
}

impl Ask {
    fn new(method: Method, path: &str) -> Self {
        let fixed = [(HOST.as_str(), ADDRESS), ("sec-fetch-site", "same-origin")];
        let headers = fixed.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Self { method, path: path.to_owned(), headers, body: Vec::new() }
    }

    fn body(self, content_type: &str, body: &[u8]) -> Self {
        let length = body.len().to_string();
        let ask = Self { body: body.to_vec(), ..self }.header(CONTENT_LENGTH.as_str(), &length);
        ask.header(CONTENT_TYPE.as_str(), content_type)
    }

    /// With another value of a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Without a header.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    /// With a cookie; an empty one is none.
    pub fn with(self, cookie: &str) -> Self {
        if cookie.is_empty() { self } else { self.header(COOKIE.as_str(), cookie) }
    }

    fn request(self) -> Request<Body> {
        let mut request = Request::builder().method(self.method).uri(self.path);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        request.body(Body::from(self.body)).unwrap()
    }
}

/// A whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// The status as a number.
    pub fn code(&self) -> u16 {
        self.status.as_u16()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// A header's value, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The cookie that it sets, as a browser would send it back.
    pub fn cookie(&self) -> String {
        let set = self.header(SET_COOKIE.as_str());
        set.split(';').next().unwrap().to_owned()
    }

    /// The nonce of its policy, empty when there is none.
    pub fn nonce(&self) -> String {
        let policy = self.header("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
        nonce.unwrap_or("").to_owned()
    }
}
