//! Whom the server answers: only those who ask this machine by its own name, and no other site's pages.
//!
//! A page of another site may point its name at this machine (DNS rebinding) or send requests here (cross-site). The
//! first shows in `Host`, the second in `Origin`. A name can be made to point anywhere, a number cannot.

use std::net::IpAddr;

use hyper::Request;
use hyper::header::{HOST, ORIGIN};

/// Whom the server answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guard {
    port: u16,
    lan: bool,
}

impl Guard {
    pub(super) fn new(port: u16, lan: bool) -> Self {
        Self { port, lan }
    }

    /// Tells whether a request may be answered.
    pub(super) fn admits<B>(self, request: &Request<B>) -> bool {
        let mut hosts = request.headers().get_all(HOST).iter();
        let (Some(host), None) = (hosts.next().and_then(|host| host.to_str().ok()), hosts.next()) else { return false };
        // An absolute address in the request line would speak past `Host`.
        if request.uri().scheme().is_some() || request.uri().authority().is_some() || !self.is_ours(host) {
            return false;
        }
        let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|rest| rest.eq_ignore_ascii_case(host));
        request.headers().get_all(ORIGIN).iter().all(|origin| origin.to_str().is_ok_and(own))
    }

    fn is_ours(self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        let named = match name.parse::<IpAddr>() {
            Ok(address) => self.lan || address.is_loopback(),
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        };
        named && port == Some(self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(lan: bool, host: &str, origin: Option<&str>) -> bool {
        let mut request = Request::builder().uri("/").header(HOST, host);
        if let Some(origin) = origin {
            request = request.header(ORIGIN, origin);
        }
        Guard::new(1930, lan).admits(&request.body(()).unwrap())
    }

    #[test]
    fn only_this_machine_by_its_own_name() {
        for host in ["localhost:1930", "LOCALHOST:1930", "127.0.0.1:1930", "[::1]:1930"] {
            assert!(admits(false, host, None), "{host}");
        }
        let foreign =
            ["evil.example:1930", "localhost", "localhost:80", "127.0.0.1:1931", "localhost.evil.example:1930"];
        for host in foreign.into_iter().chain(["192.168.1.5:1930", "", ":1930", "[::1", "127.0.0.1:1930:1930"]) {
            assert!(!admits(false, host, None), "{host}");
        }
        assert!(admits(true, "192.168.1.5:1930", None));
        assert!(!admits(true, "evil.example:1930", None), "a name can point anywhere");
    }

    #[test]
    fn no_pages_of_other_sites() {
        assert!(admits(false, "localhost:1930", Some("http://localhost:1930")));
        for origin in ["http://evil.example", "null", "https://localhost:1930", "http://127.0.0.1:1930", ""] {
            assert!(!admits(false, "localhost:1930", Some(origin)), "{origin}");
        }
    }
}
