//! Which addresses a picture may be fetched from.
//!
//! The URL of a picture comes from outside. A hall's machine stands in the bureau's own network, so a name that
//! leads to a private address would let a feed make it knock at doors there.

use std::{
    collections::HashSet,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Resolves names to public addresses only, except the hosts that a config names itself.
pub(super) struct PublicOnly {
    trusted: HashSet<String>,
}

/// A name that leads into a private network.
#[derive(Debug, thiserror::Error)]
#[error("the address is a private one, and no source of the config is there")]
struct Private;

impl PublicOnly {
    /// `trusted`: hosts as they stand in the config's URLs.
    pub(super) fn new(trusted: HashSet<String>) -> Self {
        Self { trusted }
    }

    /// Whether a URL may be asked at all. Names are judged again when they are resolved; a literal address
    /// never comes to a resolver, so it is judged here.
    pub(super) fn allows(&self, url: &Url) -> bool {
        if url.host_str().is_some_and(|host| self.trusted.contains(host)) {
            return true;
        }
        match url.host() {
            Some(Host::Ipv4(address)) => is_public(address.into()),
            Some(Host::Ipv6(address)) => is_public(address.into()),
            Some(Host::Domain(_)) => true,
            None => false,
        }
    }
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let trusted = self.trusted.contains(&host);
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0))
                .await?
                .filter(|address| trusted || is_public(address.ip()))
                .collect();
            if found.is_empty() {
                return Err(Private.into());
            }
            let found: Addrs = Box::new(found.into_iter());
            Ok(found)
        })
    }
}

/// Whether an address is one of the open internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        // Carrier-grade NAT (RFC 6598), protocol assignments (RFC 6890), benchmarks (RFC 2544).
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b)))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Addresses that carry an IPv4 one are as public as that: mapped, NAT64 and 6to4.
    let carried = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        Ipv4Addr::new(a, b, c, d)
    };
    match segments {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(carried(high, low))
        }
        [0x2002, high, low, ..] => is_public_v4(carried(high, low)),
        // Only 2000::/3 is given out; what is documentation in it is not.
        [0x2001, 0xdb8, ..] => false,
        _ => segments[0] & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_open_internet_is_public() {
        for open in ["1.1.1.1", "114.114.114.114", "2400:3200::1", "64:ff9b::101:101"] {
            assert!(is_public(open.parse().unwrap()), "{open}");
        }
        for closed in [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.9.9",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "ff02::1",
        ] {
            assert!(!is_public(closed.parse().unwrap()), "{closed}");
        }
    }

    #[test]
    fn a_literal_address_is_judged_without_a_resolver() {
        let gate = PublicOnly::new(HashSet::from(["10.1.1.1".to_owned()]));
        let allows = |url: &str| gate.allows(&Url::parse(url).unwrap());
        assert!(allows("http://10.1.1.1/a.png"), "the config names it");
        assert!(allows("https://cdn.example/a.png"), "judged when resolved");
        for url in ["http://10.1.1.2/a.png", "http://127.0.0.1/", "http://[::1]/", "http://0x7f000001/"] {
            assert!(!allows(url), "{url}");
        }
    }
}
