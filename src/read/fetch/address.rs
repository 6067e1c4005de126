//! Addresses: one spelling of each, and none of a private network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::Url;

/// The one spelling of an address: host in small letters, no default port (both by the WHATWG
/// standard), no fragment, no user and password. None for what is neither http nor https.
/// A name without `://` is a host of https.
pub(super) fn normal(text: &str, base: Option<&Url>) -> Option<Url> {
    let text = text.trim();
    let mut url = match base {
        Some(base) => base.join(text).ok()?,
        None if text.contains("://") => Url::parse(text).ok()?,
        // An address of mail, not of a host.
        None if text.split('/').next().is_some_and(|host| host.contains('@')) => return None,
        None => Url::parse(&format!("https://{text}")).ok()?,
    };
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return None;
    }
    url.set_fragment(None);
    url.set_username("").and_then(|()| url.set_password(None)).ok()?;
    Some(url)
}

/// The scheme, host and port that one robots.txt speaks for, with the `/` behind it.
pub(super) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization() + "/"
}

/// Looks names up, and leaves out private addresses after the look-up: the connection goes to the
/// very address that was checked, so a name cannot mean another one a moment later.
#[derive(Debug)]
pub(super) struct PublicResolver {
    pub(super) allow_private: bool,
    pub(super) inner: DefaultResolver,
}

/// Why a host is not connected to.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct PrivateAddress(IpAddr);

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut public = self.empty();
        for address in found.iter().filter(|a| self.allow_private || is_public(a.ip())) {
            public.push(*address);
        }
        match found.iter().next() {
            Some(first) if public.is_empty() => Err(ureq::Error::Other(PrivateAddress(first.ip()).into())),
            _ => Ok(public),
        }
    }
}

/// Whether an address belongs to the public internet (the special-purpose registries of RFC 6890).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => match inner_v4(ip) {
            Some(ip) => is_public_v4(ip),
            None => is_public_v6(ip),
        },
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let benchmarking = a == 198 && (b == 18 || b == 19);
    let assigned = (a, b, c) == (192, 0, 0);
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || shared
        || benchmarking
        || assigned)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    // Only 2000::/3 is given out; 2001:db8::/32 is for examples, 2001::/32 (Teredo) tunnels.
    (0x2000..0x4000).contains(&first) && !(first == 0x2001 && (second == 0xdb8 || second == 0))
}

/// The IPv4 address that an IPv6 address stands for: mapped, 6to4 or by NAT64.
fn inner_v4(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let s = ip.segments();
    let pair = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match s {
        [0x2002, high, low, ..] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(pair(high, low)),
        _ => ip.to_ipv4_mapped(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_of_each_address() {
        let base = Url::parse("https://example.vn/tin/1.html").expect("an address");
        let check = |text: &str, expected: Option<&str>| {
            let found = normal(text, Some(&base));
            assert_eq!(found.as_ref().map(Url::as_str), expected, "{text}");
        };
        check("HTTPS://Example.VN:443/a?b=1#c", Some("https://example.vn/a?b=1"));
        check("http://example.vn:8080", Some("http://example.vn:8080/"));
        check("https://a:b@example.vn/x", Some("https://example.vn/x"));
        check("../rss", Some("https://example.vn/rss"));
        check("//khác.vn/b", Some("https://xn--khc-fla.vn/b"));
        check("mailto:a@example.vn", None);
        check("javascript:void(0)", None);
        check("file:///etc/passwd", None);
        assert_eq!(normal("example.vn", None).expect("a host").as_str(), "https://example.vn/");
        assert_eq!(normal("ftp://example.vn", None), None);
        assert_eq!(normal("mailto:a@example.vn", None), None);
        assert_eq!(normal("", None), None);
    }

    #[test]
    fn private_addresses_are_none_of_the_internet() {
        let check = |text: &str, expected: bool| {
            assert_eq!(is_public(text.parse().expect("an address")), expected, "{text}");
        };
        for public in ["113.160.0.1", "8.8.8.8", "100.128.0.1", "2405:4800::1", "2002:7190:1::"] {
            check(public, true);
        }
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.1.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
        ] {
            check(private, false);
        }
    }
}
