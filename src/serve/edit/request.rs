//! Requests: queries, bodies within bounds, values of JSON.

use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HOST, ORIGIN};
use hyper::{Request, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use tokio::time::timeout;

use crate::authoring::ContentPath;

use super::refused::Refused;

/// How long a body may take to come in.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many times the limit is heard out.
const HEARD_OUT: usize = 50;

/// What stands behind the question mark.
#[derive(Debug, Clone)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn of(text: &str) -> Self {
        let decode = |text: &str| {
            let spaced = text.replace('+', " ");
            percent_decode_str(&spaced).decode_utf8().ok().map(std::borrow::Cow::into_owned)
        };
        let pair = |pair: &str| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(key)?, decode(value)?))
        };
        Self(text.split('&').filter_map(pair).collect())
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Returns the page that is asked for.
    pub(super) fn page(&self, key: &str) -> Result<ContentPath, Refused> {
        let text = self.get(key).ok_or_else(|| Refused::without(key))?;
        ContentPath::page(text).map_err(|bad| Refused::path(text, &bad))
    }
}

/// Reads the body of a request that the editor itself sent: a page of another site can send neither the header nor this type.
pub(super) async fn body(request: Request<Incoming>, of: &str, limit: usize) -> Result<Bytes, Refused> {
    let text = |name| request.headers().get(name).and_then(|value: &hyper::header::HeaderValue| value.to_str().ok());
    let own = text(HOST).map(|host| format!("http://{host}"));
    let mark = request.headers().get("x-sotay").is_some_and(|value| value == "edit");
    let same = own.is_some_and(|own| text(ORIGIN).is_some_and(|origin| origin.eq_ignore_ascii_case(&own)));
    if !mark || !same {
        let text = ("Yêu cầu không đến từ trang soạn thảo này", "The request does not come from this editor");
        return Err(Refused::new(StatusCode::FORBIDDEN, text));
    }
    if text(CONTENT_TYPE).and_then(|kind| kind.split(';').next()).is_none_or(|kind| kind.trim() != of) {
        let text = ("Kiểu dữ liệu gửi lên không dùng được", "That type of data is not taken");
        return Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, text));
    }
    match timeout(PATIENCE, gather(request.into_body(), limit)).await {
        Ok(Ok(Some(body))) => Ok(body),
        Ok(Ok(None)) => {
            let size = limit / 1024 / 1024;
            let text =
                (format!("Gửi lên quá lớn: nhiều nhất {size} MB"), format!("Too much was sent: at most {size} MB"));
            Err(Refused::new(StatusCode::PAYLOAD_TOO_LARGE, text))
        }
        Ok(Err(_)) => Err(Refused::new(StatusCode::BAD_REQUEST, ("Gửi lên bị đứt quãng", "What was sent broke off"))),
        Err(_) => Err(Refused::new(StatusCode::REQUEST_TIMEOUT, ("Gửi lên quá chậm", "It was sent too slowly"))),
    }
}

/// Takes a body in; `None` for one over the limit. The rest of such a one is heard out and dropped: a sender that is cut
/// off sees a broken connection, and never the answer.
async fn gather(mut body: Incoming, limit: usize) -> Result<Option<Bytes>, hyper::Error> {
    let mut out = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else { continue };
        length += data.len();
        if length <= limit {
            out.extend_from_slice(&data);
        } else if length > limit.saturating_mul(HEARD_OUT) {
            break;
        }
    }
    Ok((length <= limit).then(|| out.into()))
}

pub(super) fn json(body: &[u8]) -> Result<Value, Refused> {
    serde_json::from_slice(body).map_err(|_| {
        Refused::new(StatusCode::BAD_REQUEST, ("Nội dung gửi lên không phải JSON", "What was sent is no JSON"))
    })
}

/// Returns a text of an object.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str, Refused> {
    value.get(key).and_then(Value::as_str).ok_or_else(|| Refused::without(key))
}

/// Returns the page that an object is about.
pub(super) fn page(value: &Value, key: &str) -> Result<ContentPath, Refused> {
    let text = text(value, key)?;
    ContentPath::page(text).map_err(|bad| Refused::path(text, &bad))
}
