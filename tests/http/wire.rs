//! Servers on real connections: channels, and requests written by hand.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::firm::{OWN, id, team};
use crate::kit::ADDRESS;

/// Whatever is expected comes within this time.
pub const SOON: Duration = Duration::from_secs(10);

/// An open channel, as a browser has it.
pub struct Channel {
    socket: WebSocketStream<TcpStream>,
}

/// How a channel is asked for.
#[derive(Clone, Debug)]
pub struct Opening {
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
}

/// The channel of the own project, as somebody of the team asks for it.
pub fn opening(who: u128, since: i64, tab: &str) -> Opening {
    let path = format!("/projects/{}/live?since={since}&tab={tab}", id(OWN));
    let origin = ("origin", format!("http://{ADDRESS}"));
    Opening { path, headers: vec![("cookie", team(who)), origin] }
}

impl Opening {
    /// With another value of a header.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Opens it, or answers with the status.
    pub async fn open(&self, addr: SocketAddr) -> Result<Channel, u16> {
        let mut request = format!("ws://{ADDRESS}{}", self.path).into_client_request().unwrap();
        for (name, value) in &self.headers {
            request.headers_mut().insert(*name, HeaderValue::from_str(value).unwrap());
        }
        let stream = TcpStream::connect(addr).await.unwrap();
        match client_async(request, stream).await {
            Ok((socket, _)) => Ok(Channel { socket }),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }
}

impl Channel {
    /// The next message, null when the channel is closed.
    pub async fn told(&mut self) -> Value {
        loop {
            match timeout(SOON, self.socket.next()).await.expect("something is told in time") {
                Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).unwrap(),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return Value::Null,
                Some(Ok(_)) => {}
            }
        }
    }

    /// Whatever is told within a time.
    pub async fn rest(&mut self, within: Duration) -> Vec<Value> {
        let mut rest = Vec::new();
        while let Ok(Some(Ok(message))) = timeout(within, self.socket.next()).await {
            if let Message::Text(text) = message {
                rest.push(serde_json::from_str(&text).unwrap());
            }
        }
        rest
    }

    /// Whether nothing is told within a time.
    pub async fn is_silent(&mut self, within: Duration) -> bool {
        self.rest(within).await.is_empty()
    }

    /// The next message of a kind, such as `here`.
    pub async fn next(&mut self, kind: &str) -> Value {
        loop {
            let mut told = self.told().await;
            assert!(!told.is_null(), "closed while waiting for {kind}");
            assert!(told["closed"].is_null() || kind == "closed", "{told}");
            if !told[kind].is_null() {
                return told[kind].take();
            }
        }
    }

    /// The numbers of the operations that are told, up to a number.
    pub async fn numbers(&mut self, last: i64) -> Vec<i64> {
        let mut numbers = Vec::new();
        while numbers.last() != Some(&last) {
            let ops = self.next("ops").await;
            numbers.extend(ops.as_array().unwrap().iter().map(|op| op["seq"].as_i64().unwrap()));
        }
        numbers
    }

    /// The names of the tabs of the others, once they are these.
    pub async fn until_here(&mut self, tabs: &[&str]) -> Value {
        loop {
            let here = self.next("here").await;
            let all = here.as_array().unwrap().iter();
            let mut found: Vec<_> = all.map(|other| other["tab"].as_str().unwrap()).collect();
            found.sort_unstable();
            if found == tabs {
                return here;
            }
        }
    }

    /// Says something.
    pub async fn say(&mut self, message: Message) {
        self.socket.send(message).await.unwrap();
    }

    /// Says where the person is.
    pub async fn say_at(&mut self, view: &str, selected: u128) {
        let said = json!({ "view": view, "selected": id(selected) });
        self.say(Message::text(said.to_string())).await;
    }

    /// The connection below.
    pub fn stream(&self) -> &TcpStream {
        self.socket.get_ref()
    }
}

/// A connection over which requests are sent one after the other.
pub struct Line {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Line {
    /// Connects, or tells that nobody listens.
    pub async fn open(addr: SocketAddr, host: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), host: host.to_owned() })
    }

    /// Calls a server function; the status and the answer, or that the connection broke.
    pub async fn call(
        &mut self,
        path: &str,
        cookie: &str,
        body: &Value,
    ) -> std::io::Result<(u16, Value)> {
        let body = body.to_string();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\
             \r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.host,
            body.len()
        );
        self.stream.get_mut().write_all(head.as_bytes()).await?;
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest[..3].parse().unwrap();
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        Ok((status, serde_json::from_slice(&body).unwrap_or(Value::Null)))
    }
}

/// The body of a call that sends renamings of a task, with the numbers of their ids, by somebody
/// who knows every operation up to `known`.
pub fn renamings(task: u128, known: i64, numbers: impl IntoIterator<Item = u128>) -> Value {
    let ops: Vec<Value> = numbers
        .into_iter()
        .map(|number| {
            let op =
                json!({ "change": { "task": id(task), "to": { "title": format!("T{number}") } } });
            json!({ "id": id(number), "base": known, "origin": { "view": "list" }, "op": op })
        })
        .collect();
    json!({ "project": id(OWN), "since": known, "ops": ops })
}

/// The number of the last operation that an answer tells of, or else `known`.
pub fn last_seq(answer: &Value, known: i64) -> i64 {
    let last = answer["committed"].as_array().and_then(|all| all.last());
    last.and_then(|last| last["seq"].as_i64()).unwrap_or(known)
}
