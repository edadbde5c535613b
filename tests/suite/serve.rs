//! `sotay serve`: what an open browser sees while files change, and what it must never see.
//!
//! Waits are for an event of the server, each with a limit that only a broken one reaches.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::driver::{Handbook, command, sotay, stderr};

const LIMIT: Duration = Duration::from_secs(30);

const PAGES: &str = "\
--- content/chuyen-de/_index.md ---
---
title: Chuyên đề
pages: topic
---
--- content/chuyen-de/a.md ---
---
title: Nêu gương
---

Chữ ban đầu.
--- content/chuyen-de/b.md ---
---
title: Còn viết dở
draft: true
---
";

const PAGE: &str = "/chuyen-de/a.html";

fn page(text: &str) -> String {
    format!("---\ntitle: Nêu gương\n---\n\n{text}\n")
}

/// A preview that runs, and ends when it is dropped.
pub(crate) struct Preview {
    child: Child,
    pub(crate) port: u16,
    /// The address that was printed first.
    pub(crate) url: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let find = |line: &'_ str| line.split_once(": ").is_some_and(|(key, _)| key == name);
        self.head.lines().find(|line| find(line)).and_then(|line| line.split_once(": ")).map(|(_, value)| value)
    }
}

impl Preview {
    pub(crate) fn of(handbook: &Handbook, arguments: &[&str]) -> Self {
        let all: Vec<&str> = ["serve", "--port", "0", "--lang", "vi"].iter().chain(arguments).copied().collect();
        let mut child = command(handbook.path(), &all).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (sender, line) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            let _ = out.read_line(&mut line);
            let _ = sender.send(line);
        });
        let line = line.recv_timeout(LIMIT).expect("an address");
        let url = line.trim().to_owned();
        let number = url.split(':').nth(2).and_then(|rest| rest.split('/').next());
        let port = number.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("no address in {line:?}"));
        Self { child, port, url }
    }

    pub(crate) fn open(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream
    }

    pub(crate) fn ask(&self, request: impl AsRef<[u8]>) -> Answer {
        let mut stream = self.open();
        stream.write_all(request.as_ref()).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let at = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..at]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Answer { status, head, body: all.get(at + 4..).unwrap_or_default().to_vec() }
    }

    pub(crate) fn get_with(&self, path: &str, headers: &str) -> Answer {
        self.ask(format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n{headers}\r\n", self.port))
    }

    fn get(&self, path: &str) -> Answer {
        self.get_with(path, "")
    }

    /// Opens a page's events; the first state has come.
    fn events(&self, path: &str) -> Events {
        let mut stream = self.open();
        let request = format!("GET /_sotay/events?page={path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).unwrap();
        let mut events = Events { lines: BufReader::new(stream), state: Value::Null };
        events.next();
        events
    }
}

/// What an open page is told.
struct Events {
    lines: BufReader<TcpStream>,
    state: Value,
}

impl Events {
    fn next(&mut self) {
        let mut heartbeats = 0;
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).expect("an event") > 0, "the server closed");
            heartbeats += usize::from(line.starts_with(':'));
            assert!(heartbeats < 3, "nothing happened; the last was {}", self.state);
            if let Some(data) = line.strip_prefix("data: ") {
                self.state = serde_json::from_str(data).unwrap();
                return;
            }
        }
    }

    /// Waits for a state of which something holds.
    fn until(&mut self, holds: impl Fn(&Value) -> bool) {
        while !holds(&self.state) {
            self.next();
        }
    }

    fn page(&self) -> String {
        self.state["page"].as_str().unwrap().to_owned()
    }

    fn problems(&self) -> &str {
        self.state["problems"].as_str().unwrap()
    }

    /// Waits until the open page is another.
    fn another(&mut self) {
        let before = self.page();
        self.until(|state| state["page"] != before.as_str());
    }
}

#[test]
fn an_edit_reaches_the_page_that_is_open() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    assert!(preview.get(PAGE).text().contains("Chữ ban đầu."));
    let mut events = preview.events(PAGE);
    let html = preview.get(PAGE).text();
    assert!(html.contains(&format!("data-page=\"{}\"", events.page())), "the page knows its own hash");
    handbook.write("content/chuyen-de/a.md", page("Chữ mới."));
    events.another();
    assert!(preview.get(PAGE).text().contains("Chữ mới."));
    assert_eq!(events.state["errors"], 0);
}

#[test]
fn a_save_by_rename_is_an_edit() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let mut events = preview.events(PAGE);
    for round in 0..5 {
        handbook.write("content/chuyen-de/.a.md.swp", page(&format!("Lần {round}.")));
        fs::rename(handbook.path().join("content/chuyen-de/.a.md.swp"), handbook.path().join("content/chuyen-de/a.md"))
            .unwrap();
        events.another();
        assert!(preview.get(PAGE).text().contains(&format!("Lần {round}.")));
    }
}

#[test]
fn an_edit_that_changes_neither_size_nor_time_is_an_edit() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let mut events = preview.events(PAGE);
    let path = handbook.path().join("content/chuyen-de/a.md");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let draft = handbook.path().join("content/.a");
    fs::write(&draft, page("Chữ ban khác.").trim_end()).unwrap();
    fs::File::options().write(true).open(&draft).unwrap().set_modified(time).unwrap();
    fs::rename(draft, &path).unwrap();
    events.another();
    assert!(preview.get(PAGE).text().contains("Chữ ban khác."));
}

#[test]
fn a_fault_leaves_the_last_good_page_and_says_where_it_is() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let mut events = preview.events(PAGE);
    let good = events.page();
    handbook.write("content/chuyen-de/a.md", "---\ntitel: Nêu <b>gương</b>\n---\n");
    events.until(|state| state["errors"] == 1);
    assert_eq!(events.page(), good, "the page stays");
    for part in [
        "không có khóa <code>titel</code>",
        "content/chuyen-de/a.md:2:1",
        "<mark>titel</mark>",
        "Có phải là <code>title</code>?",
        "&lt;b&gt;",
    ] {
        assert!(events.problems().contains(part), "{part} in {}", events.problems());
    }
    assert!(preview.get(PAGE).text().contains("Chữ ban đầu."));
    // Other pages are not held up by it.
    handbook.write("content/chuyen-de/c.md", "---\ntitle: Trang khác\n---\n");
    events.another();
    assert_eq!(events.state["errors"], 1);
    assert_eq!(preview.get("/chuyen-de/c.html").status, 200);
    // Worse does not take it away, and mending clears it.
    handbook.write("content/chuyen-de/a.md", "---\ntitel: [\n---\n");
    events.until(|state| !state["problems"].as_str().unwrap().contains("titel</mark>"));
    assert!(preview.get(PAGE).text().contains("Chữ ban đầu."));
    handbook.write("content/chuyen-de/a.md", page("Đã sửa."));
    events.until(|state| state["errors"] == 0);
    assert!(preview.get(PAGE).text().contains("Đã sửa."));
}

#[test]
fn broken_settings_leave_the_last_good_site() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let mut events = preview.events(PAGE);
    let good = events.page();
    let settings = fs::read_to_string(handbook.path().join("sotay.yaml")).unwrap();
    handbook.write("sotay.yaml", "titel: x\n");
    events.until(|state| state["errors"] != 0);
    assert_eq!(events.page(), good);
    assert!(events.problems().contains("sotay.yaml:1:1"), "{}", events.problems());
    fs::remove_file(handbook.path().join("sotay.yaml")).unwrap();
    events.until(|state| state["problems"].as_str().unwrap().contains("không thấy sotay.yaml"));
    assert_eq!(preview.get(PAGE).status, 200);
    handbook.write("sotay.yaml", settings);
    events.until(|state| state["errors"] == 0);
    assert_eq!((events.page(), events.problems()), (good, ""));
}

#[test]
fn a_handbook_that_is_broken_from_the_start_comes_to_life_when_it_is_mended() {
    let handbook = Handbook::from_text(PAGES);
    let settings = fs::read_to_string(handbook.path().join("sotay.yaml")).unwrap();
    handbook.write("sotay.yaml", "titel: x\n");
    let preview = Preview::of(&handbook, &[]);
    let answer = preview.get("/");
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("sotay.yaml:1:1"), "{}", answer.text());
    let mut events = preview.events("/");
    handbook.write("sotay.yaml", settings);
    events.another();
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn style_sheets_are_exchanged_and_templates_load_the_page_again() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let mut events = preview.events(PAGE);
    let (good, styles) = (events.page(), events.state["styles"].clone());
    handbook.write("themes/so-tay/static/css/so-tay.css", "body { color: #123 }\n");
    events.until(|state| state["styles"] != styles);
    assert_eq!(events.page(), good, "the page itself is the same");
    let address = events.state["styles"]["assets/css/so-tay"].as_str().unwrap().to_owned();
    let answer = preview.get(&format!("/{address}"));
    assert_eq!(
        (answer.text().as_str(), answer.header("content-type")),
        ("body { color: #123 }\n", Some("text/css; charset=utf-8"))
    );
    let template = "{% extends \"base.html\" %}\n{% block content %}<p>Khuôn mới</p>{% endblock %}\n";
    handbook.write("themes/so-tay/templates/topic.html", template);
    events.another();
    // A file may have been read while it was being written.
    while !preview.get(PAGE).text().contains("Khuôn mới") {
        events.another();
    }
    // One that cannot be read leaves the theme as it was, one that fails leaves the page.
    for broken in ["{% extends \"base.html\" %}\n{% block content %}", "{{ page.khong.co.dau }}"] {
        handbook.write("themes/so-tay/templates/topic.html", broken);
        events.until(|state| state["errors"] == 1);
        assert!(events.problems().contains("themes/so-tay/templates/topic.html"), "{}", events.problems());
        assert!(preview.get(PAGE).text().contains("Khuôn mới"));
        handbook.write("themes/so-tay/templates/topic.html", template);
        events.until(|state| state["errors"] == 0);
        while !preview.get(PAGE).text().contains("Khuôn mới") {
            events.another();
        }
    }
}

#[test]
fn folders_may_be_moved_removed_and_come_again() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let mut events = preview.events("/chuyen-de-moi/a.html");
    let content = handbook.path().join("content");
    fs::rename(content.join("chuyen-de"), content.join("chuyen-de-moi")).unwrap();
    events.another();
    assert_eq!((preview.get(PAGE).status, preview.get("/chuyen-de-moi/a.html").status), (404, 200));
    handbook.write("content/chuyen-de-moi/a.md", page("Sau khi dời."));
    events.another();
    let aside = handbook.path().join("aside");
    fs::rename(&content, &aside).unwrap();
    events.another();
    assert_eq!(preview.get("/chuyen-de-moi/a.html").status, 404);
    fs::rename(&aside, &content).unwrap();
    events.another();
    handbook.write("content/chuyen-de-moi/a.md", page("Sau khi trở lại."));
    events.another();
    assert!(preview.get("/chuyen-de-moi/a.html").text().contains("Sau khi trở lại."));
}

#[test]
fn a_thousand_changes_at_once_end_in_the_last() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let mut events = preview.events("/chuyen-de/");
    for n in 0..1000 {
        handbook.write(&format!("content/chuyen-de/p{n}.md"), format!("---\ntitle: Trang {n}\n---\n\nNội dung {n}.\n"));
    }
    handbook.write("content/chuyen-de/a.md", "---\ntitle: Sau cùng\n---\n");
    while !(preview.get("/chuyen-de/p999.html").text().contains("Nội dung 999.")
        && preview.get(PAGE).text().contains("Sau cùng"))
    {
        events.next();
    }
    assert_eq!(preview.get("/chuyen-de/p0.html").status, 200);
}

#[test]
fn files_can_be_looked_for_where_the_system_tells_nothing() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &["--poll"]);
    let mut events = preview.events(PAGE);
    handbook.write("content/chuyen-de/a.md", page("Chữ mới, dài hơn trước."));
    events.another();
    assert!(preview.get(PAGE).text().contains("Chữ mới"));
}

#[test]
fn drafts_are_shown_with_a_badge() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    assert!(preview.get("/chuyen-de/b.html").text().contains("class=\"flag draft\""));
    assert!(preview.get("/chuyen-de/").text().contains("class=\"flag draft\""));
}

#[test]
fn what_is_not_there_is_a_real_404_and_a_folder_gets_its_slash() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let missing = preview.get("/chuyen-de/sau/nua/khong-co.html");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("<base href=\"/\">"), "its links work from any folder");
    let folder = preview.get("/chuyen-de");
    assert_eq!((folder.status, folder.header("location")), (308, Some("/chuyen-de/")));
    assert_eq!(preview.get("/chuyen-de/").status, 200);
}

#[test]
fn nothing_but_the_site_is_served() {
    let handbook = Handbook::from_text(PAGES);
    handbook.write("content/chuyen-de/khong-dung.txt", "mật");
    let preview = Preview::of(&handbook, &[]);
    for path in [
        "/sotay.yaml",
        "/content/chuyen-de/a.md",
        "/../sotay.yaml",
        "/%2e%2e/sotay.yaml",
        "/..%2fsotay.yaml",
        "/..%5csotay.yaml",
        "/chuyen-de/%2e%2e/%2e%2e/sotay.yaml",
        "/chuyen-de/../../../../../../etc/passwd",
        "//etc/passwd",
        "/C:/Windows/win.ini",
        "/C%3A%5CWindows%5Cwin.ini",
        "/%00",
        "/%ff%fe",
        "/chuyen-de/khong-dung.txt",
        "/_sotay/",
    ] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_link_out_of_the_handbook_is_not_served() {
    let handbook = Handbook::from_text(PAGES);
    handbook.write("content/chuyen-de/a.md", page("![Sơ đồ](so-do.png)"));
    handbook.write("content/chuyen-de/so-do.png", "ảnh");
    let preview = Preview::of(&handbook, &[]);
    assert_eq!(preview.get("/chuyen-de/so-do.png").text(), "ảnh");
    fs::remove_file(handbook.path().join("content/chuyen-de/so-do.png")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", handbook.path().join("content/chuyen-de/so-do.png")).unwrap();
    assert_eq!(preview.get("/chuyen-de/so-do.png").status, 404);
}

#[test]
fn other_names_other_sites_and_other_methods_are_refused() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let port = preview.port;
    for (status, request) in [
        (200, format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n")),
        (200, format!("HEAD / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n")),
        (200, format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n")),
        (403, format!("GET / HTTP/1.1\r\nHost: rebound.example:{port}\r\n")),
        (403, "GET / HTTP/1.1\r\nHost: localhost\r\n".to_owned()),
        (403, format!("GET / HTTP/1.1\r\nHost: 192.168.1.9:{port}\r\n")),
        (403, format!("GET http://rebound.example/ HTTP/1.1\r\nHost: localhost:{port}\r\n")),
        (403, "GET / HTTP/1.1\r\n".to_owned()),
        (
            403,
            format!("GET /_sotay/events?page=/ HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: https://evil.example\r\n"),
        ),
        (403, format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: null\r\n")),
        (405, format!("POST / HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 0\r\n")),
        (405, format!("DELETE /chuyen-de/a.html HTTP/1.1\r\nHost: localhost:{port}\r\n")),
        (431, format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nX: {}\r\n", "x".repeat(100_000))),
    ] {
        let answer = preview.ask(format!("{request}Connection: close\r\n\r\n"));
        let start: String = request.chars().take(100).collect();
        assert_eq!(answer.status, status, "{start}");
        assert!(answer.header("access-control-allow-origin").is_none());
    }
}

#[test]
fn pages_may_load_nothing_from_elsewhere_and_files_of_authors_run_nothing() {
    let handbook = Handbook::from_text(PAGES);
    handbook.write("content/chuyen-de/a.md", page("![Sơ đồ](so-do.svg) [Tải về](ke-hoach.abc)"));
    handbook.write("content/chuyen-de/so-do.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>");
    handbook.write("content/chuyen-de/ke-hoach.abc", "x");
    let preview = Preview::of(&handbook, &[]);
    let html = preview.get(PAGE);
    let policy = html.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "{policy}");
    assert_eq!(html.header("x-content-type-options"), Some("nosniff"));
    let svg = preview.get("/chuyen-de/so-do.svg");
    assert_eq!(svg.header("content-type"), Some("image/svg+xml"));
    assert!(svg.header("content-security-policy").unwrap().contains("sandbox"));
    let other = preview.get("/chuyen-de/ke-hoach.abc");
    assert_eq!((other.status, other.header("content-type")), (200, Some("application/octet-stream")));
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let first = preview.get(PAGE);
    let etag = first.header("etag").unwrap();
    let again = preview.get_with(PAGE, &format!("If-None-Match: {etag}\r\n"));
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn slow_clients_make_nobody_wait() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let mut slow = Vec::new();
    for n in 0..200 {
        let mut stream = preview.open();
        let part = if n % 2 == 0 { "GET / HT" } else { "GET /atom.xml HTTP/1.1\r\nHost: localhost:1\r\nX" };
        stream.write_all(part.as_bytes()).unwrap();
        slow.push(stream);
    }
    assert_eq!(preview.get(PAGE).status, 200);
}

#[test]
fn listeners_that_go_away_leave_their_place() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    for _ in 0..3 {
        let many: Vec<Events> = (0..100).map(|_| preview.events(PAGE)).collect();
        drop(many);
        // The server sees that they left when there is something to tell.
        let mut events = preview.events("/");
        handbook.write("content/chuyen-de/_index.md", format!("---\ntitle: {}\n---\n", events.page()));
        events.another();
    }
}

#[test]
fn a_port_that_is_taken_is_said_and_without_one_another_is_found() {
    let handbook = Handbook::from_text(PAGES);
    let preview = Preview::of(&handbook, &[]);
    let port = preview.port.to_string();
    let output = sotay(handbook.path(), &["serve", "--port", &port]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains(&format!("không dùng được cổng {port}")), "{}", stderr(&output));
}

#[test]
fn no_handbook_is_said_at_once() {
    let handbook = Handbook::from_text(PAGES);
    fs::remove_file(handbook.path().join("sotay.yaml")).unwrap();
    assert_eq!(sotay(handbook.path(), &["serve", "--port", "0"]).status.code(), Some(3));
}

#[cfg(unix)]
#[test]
fn control_c_ends_it_cleanly_while_pages_are_open() {
    let handbook = Handbook::from_text(PAGES);
    let mut preview = Preview::of(&handbook, &[]);
    let events = preview.events(PAGE);
    let killed = std::process::Command::new("kill").args(["-INT", &preview.child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(preview.child.wait().unwrap().code(), Some(0));
    drop(events);
}

#[cfg(feature = "pdf")]
#[test]
fn a_paper_is_made_when_it_is_asked_for() {
    let handbook = Handbook::from_text(
        "--- content/bieu-mau/giay.md ---\n---\ntitle: Giấy xác nhận\nkind: form\npaper: certificate\nreviewed: 2026-03-05\n---\n\nNội dung.\n",
    );
    let settings = fs::read_to_string(handbook.path().join("sotay.yaml")).unwrap();
    handbook.write("sotay.yaml", settings.replace("outputs: { pdf: [] }\n", ""));
    let preview = Preview::of(&handbook, &[]);
    let html = preview.get("/bieu-mau/giay.html").text();
    let start = html.find("href=\"../bieu-mau/giay-").expect("a paper") + "href=\"..".len();
    let address = &html[start..start + html[start..].find('"').unwrap()];
    let paper = preview.get(address);
    assert_eq!((paper.status, paper.header("content-type")), (200, Some("application/pdf")));
    assert!(paper.body.starts_with(b"%PDF-"));
}
