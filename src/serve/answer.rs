//! Answers: bodies, and what every one of them says to a browser.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::diagnostic::Lang;

use super::mime;
use super::outlook::Outlook;

/// What pages may do: nothing from elsewhere, no script but files of ours. Inline styles are the theme's: it draws with
/// them, and a page without its style sheet looks decent by them.
const OF_PAGES: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; \
    form-action 'self'; base-uri 'self'; frame-ancestors 'self'";

pub(super) type Body = Either<Full<Bytes>, Channel<Bytes>>;
pub(super) type Answer = Response<Body>;

/// How often a listener is asked whether it is still there.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// Sends a piece; a reader who takes nothing for long is left.
pub(super) async fn delivered(sender: &mut Sender<Bytes>, piece: impl Into<Bytes>) -> bool {
    matches!(timeout(HEARTBEAT, sender.send_data(piece.into())).await, Ok(Ok(())))
}

/// Waits for the next outlook, and shows a listener in the meantime that we are there. Returns whether there is one and the
/// listener still is.
pub(super) async fn next(outlook: &mut watch::Receiver<Arc<Outlook>>, sender: &mut Sender<Bytes>) -> bool {
    loop {
        match timeout(HEARTBEAT, outlook.changed()).await {
            Ok(changed) => return changed.is_ok(),
            Err(_) if delivered(sender, ":\n\n".to_owned()).await => {}
            Err(_) => return false,
        }
    }
}

pub(super) fn bytes(status: u16, mime: &str, content: Bytes, hash: u64, wanted: Option<&HeaderValue>) -> Answer {
    let etag = format!("\"{hash:016x}\"");
    let mut answer = if status == 200 && wanted.is_some_and(|wanted| wanted.as_bytes() == etag.as_bytes()) {
        empty(StatusCode::NOT_MODIFIED)
    } else {
        let mut answer = Response::new(Either::Left(Full::new(content)));
        *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        set(&mut answer, header::CONTENT_TYPE, mime);
        answer
    };
    if status == 200 {
        set(&mut answer, header::ETAG, &etag);
    }
    set(&mut answer, header::CACHE_CONTROL, if status == 200 { "no-cache" } else { "no-store" });
    if mime == mime::HTML {
        set(&mut answer, header::CONTENT_SECURITY_POLICY, OF_PAGES);
    }
    careful(&mut answer);
    answer
}

pub(super) fn refusal(status: StatusCode, lang: Lang, (vi, en): (&str, &str)) -> Answer {
    let text = lang.pick(vi, en);
    bytes(status.as_u16(), mime::of(".txt"), format!("{text}\n").into(), 0, None)
}

pub(super) fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Either::Left(Full::default()));
    *answer.status_mut() = status;
    answer
}

/// What every answer says to a browser.
pub(super) fn careful(answer: &mut Answer) {
    set(answer, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(answer, header::REFERRER_POLICY, "no-referrer");
    set(answer, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
}

pub(super) fn set(answer: &mut Answer, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}

/// Answers with events; the rest is sent piece by piece.
pub(super) fn events() -> (Sender<Bytes>, Answer) {
    let (sender, body) = Channel::new(2);
    let mut answer = Response::new(Either::Right(body));
    set(&mut answer, header::CONTENT_TYPE, "text/event-stream");
    set(&mut answer, header::CACHE_CONTROL, "no-store");
    careful(&mut answer);
    (sender, answer)
}
