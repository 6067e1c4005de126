//! robots.txt (RFC 9309), with `Crawl-delay` and `Sitemap`.

use crate::model::fetched::Outcome;
use regex::bytes::Regex;
use std::sync::LazyLock;
use std::time::Duration;
use texting_robots::Robot;
use url::Url;

/// Bytes of a robots.txt that are read; RFC 9309, 2.5 asks for 500 KiB at least.
const MOST_BYTES: usize = 512 << 10;
/// No host is waited for longer than this between two requests.
const LONGEST_DELAY: Duration = Duration::from_secs(600);

/// What a site allows us.
pub(super) struct Rules(Allowed);

enum Allowed {
    All,
    /// For now: what becomes of every address, and why.
    Nothing(Outcome, String),
    As(Box<Robot>),
}

impl Rules {
    /// Of a robots.txt. `agent` is a whole User-Agent; its product token counts.
    pub(super) fn of(body: &[u8], agent: &str) -> Self {
        let body = &body[..body.len().min(MOST_BYTES)];
        // A line may name us with our version: the token alone counts (RFC 9309, 2.2.1).
        static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?im)^([ \t]*user[- ]?agent[ \t]*:[ \t]*[a-z_-]+)[^\r\n]*").expect("a pattern")
        });
        let body = TOKEN.replace_all(body, &b"$1"[..]);
        Self(match Robot::new(token(agent), &body) {
            Ok(robot) => Allowed::As(Box::new(robot)),
            Err(error) => Allowed::Nothing(Outcome::RobotsUnreachable, error.to_string()),
        })
    }

    /// Of a site that has no robots.txt.
    pub(super) fn none() -> Self {
        Self(Allowed::All)
    }

    /// Of a site whose robots.txt cannot be had: nothing is allowed until it can.
    pub(super) fn unreachable(outcome: Outcome, why: String) -> Self {
        Self(Allowed::Nothing(outcome, why))
    }

    /// Whether we may ask for an address.
    pub(super) fn allows(&self, url: &Url) -> bool {
        match &self.0 {
            Allowed::All => true,
            Allowed::Nothing(..) => false,
            Allowed::As(robot) => robot.allowed(url.as_str()),
        }
    }

    /// What becomes of an address that is not allowed, and why.
    pub(super) fn refusal(&self) -> (Outcome, Option<&str>) {
        match &self.0 {
            Allowed::Nothing(outcome, why) => (*outcome, Some(why)),
            _ => (Outcome::Disallowed, None),
        }
    }

    /// The time between two requests that the site asks for.
    pub(super) fn delay(&self) -> Duration {
        let Allowed::As(robot) = &self.0 else { return Duration::ZERO };
        let asked = robot.delay.map(|s| Duration::try_from_secs_f32(s).unwrap_or(LONGEST_DELAY));
        asked.unwrap_or_default().min(LONGEST_DELAY)
    }

    /// The sitemaps that it names.
    pub(super) fn sitemaps(&self) -> &[String] {
        match &self.0 {
            Allowed::As(robot) => &robot.sitemaps,
            _ => &[],
        }
    }
}

/// The product token of a User-Agent: what stands before the version.
fn token(agent: &str) -> &str {
    let end = agent.find(|c: char| !(c.is_ascii_alphabetic() || c == '_' || c == '-'));
    &agent[..end.unwrap_or(agent.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(robots: &str, allowed: &[&str], disallowed: &[&str]) {
        let rules = Rules::of(robots.as_bytes(), "vinhdanh/0.1.0 (+https://example.vn)");
        let may = |path: &&str| {
            rules.allows(&Url::parse("https://example.vn").and_then(|u| u.join(path)).expect("an address"))
        };
        for path in allowed {
            assert!(may(path), "{path} is allowed by\n{robots}");
        }
        for path in disallowed {
            assert!(!may(path), "{path} is not allowed by\n{robots}");
        }
    }

    #[test]
    fn rules_of_rfc_9309() {
        check("", &["/", "/a"], &[]);
        check("User-agent: *\nDisallow:\n", &["/a"], &[]);
        check("User-agent: *\nDisallow: /\n", &["/robots.txt"], &["/", "/a"]);
        // The most specific group alone counts; groups of one name are joined.
        let groups = "User-agent: *\nDisallow: /\n\nUser-agent: VinhDanh\nDisallow: /x\n\n\
                      User-agent: other\nDisallow: /o\n\nUser-agent: vinhdanh\nDisallow: /y\n";
        check(groups, &["/a", "/o"], &["/x", "/y/1"]);
        check("User-agent: other\nUser-agent: vinhdanh/2.0\nDisallow: /x\n", &["/a"], &["/x"]);
        check("User-agent: vinhdanhbot\nDisallow: /\n", &["/a"], &[]);
        // The longest match counts, and of two as long the one that allows.
        let longest =
            "User-agent: *\nAllow: /tin/\nDisallow: /tin/nhap\nDisallow: /t\nAllow: /p\nDisallow: /p\n";
        check(longest, &["/tin/1", "/p", "/u"], &["/tin/nhap/1", "/tu"]);
        check(
            "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?in=\n",
            &["/a.pdf.html"],
            &["/a.pdf", "/b?in=1"],
        );
        check("User-agent: *\nDisallow: /tìm\n", &["/tim"], &["/tìm-kiếm", "/t%C3%ACm"]);
        check("\u{feff}User-agent: *\r\nDisallow: /x # thử\r\n", &["/y"], &["/x"]);
        check("<!DOCTYPE html><html>Disallow nothing</html>", &["/a"], &[]);
    }

    #[test]
    fn delay_and_sitemaps() {
        let delay = |text: &str| Rules::of(text.as_bytes(), "vinhdanh").delay();
        assert_eq!(delay("User-agent: *\nCrawl-delay: 2.5\n"), Duration::from_millis(2500));
        assert_eq!(delay("User-agent: other\nCrawl-delay: 9\n\nUser-agent: *\nAllow: /\n"), Duration::ZERO);
        for endless in ["inf", "1e30"] {
            assert_eq!(delay(&format!("User-agent: *\nCrawl-delay: {endless}\n")), LONGEST_DELAY);
        }
        let rules = Rules::of(b"Sitemap: https://example.vn/s.xml\nUser-agent: x\nDisallow: /\n", "vinhdanh");
        assert_eq!(rules.sitemaps(), ["https://example.vn/s.xml"]);
        let closed = Rules::unreachable(Outcome::RobotsUnreachable, "503".into());
        assert!(!closed.allows(&Url::parse("http://a.vn/").expect("an address")));
        assert_eq!(closed.refusal(), (Outcome::RobotsUnreachable, Some("503")));
    }
}
