//! Who is let in: whoever knows the token that this run printed.

use std::io;

use hyper::Request;
use hyper::header::COOKIE;

use super::ADDRESS;

/// Bytes of the token.
const BYTES: usize = 24;

/// The token of this run.
pub(super) struct Pass {
    token: String,
    /// Cookies know no ports: two servers on one machine must not share one.
    name: String,
}

impl Pass {
    /// Draws a token from the system's random numbers.
    pub(super) fn new(port: u16) -> io::Result<Self> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        let token = bytes.iter().fold(String::new(), |token, byte| format!("{token}{byte:02x}"));
        Ok(Self { token, name: format!("sotay-edit-{port}") })
    }

    /// Returns the path and query that let in.
    pub(super) fn entrance(&self) -> String {
        format!("{ADDRESS}?token={}", self.token)
    }

    /// Tells whether a token is the one, in a time that does not tell how far it is right.
    pub(super) fn opens(&self, token: &str) -> bool {
        let (own, other) = (self.token.as_bytes(), token.as_bytes());
        let differing = own.iter().zip(other).fold(0, |sum, (a, b)| std::hint::black_box(sum | (a ^ b)));
        own.len() == other.len() && differing == 0
    }

    /// Returns the cookie that lets in from then on: out of reach of scripts, and of other sites' pages.
    pub(super) fn cookie(&self) -> String {
        format!("{}={}; Path={ADDRESS}; HttpOnly; SameSite=Strict", self.name, self.token)
    }

    /// Tells whether a request carries the cookie.
    pub(super) fn admits<B>(&self, request: &Request<B>) -> bool {
        let cookies = request.headers().get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut own = cookies
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == self.name);
        own.any(|(_, value)| self.opens(value))
    }
}
