//! The language server: an editor speaks to the binary over its standard input and output.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::driver::{Handbook, command};

const PAGES: &str = "\
--- content/van-ban/_index.md ---
---
title: Văn bản
pages: directive
---
--- content/van-ban/hd-12.md ---
---
title: Hướng dẫn 12
number: 12-HD/BTCTW
issuer: Ban Tổ chức Trung ương
issued: 2018-07-06
about: nâng cao chất lượng sinh hoạt chi bộ
replaced_by: \"42-HD/BTCTW, 28/10/2025\"
---
--- content/van-ban/hd-42.md ---
---
title: Hướng dẫn 42
number: 42-HD/BTCTW
issuer: Ban Tổ chức Trung ương
issued: 2025-10-28
about: sinh hoạt chi bộ
---
--- content/chuyen-de/_index.md ---
---
title: Chuyên đề
pages: topic
---
--- content/chuyen-de/tiet-kiem.md ---
---
title: Thực hành tiết kiệm
summary: Chi tiêu đúng việc
theme: Học Bác
---

## Những ý chính

## Đọc thêm
--- content/bai.md ---
---
title: Bài thử
date: 2026-01-02
---

Theo [[12-HD/BTCTW, 06/7/2018]] và [[42-HD/BTCTW, 28/10/2025]], xem [trang kia](chuyen-de/tiet-kiem.md#doc-them).
";

/// An editor with a server of its own.
struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    root: String,
    next: i32,
    versions: BTreeMap<String, i32>,
    /// Diagnostics as told last, by path.
    shown: BTreeMap<String, Value>,
}

impl Editor {
    fn open_folder(handbook: &Handbook, locale: &str) -> Self {
        let root = std::fs::canonicalize(handbook.path()).unwrap();
        // The day is fixed; the folder comes from the editor.
        let mut child = command(&std::env::temp_dir(), &["lsp", "--date", "2026-11-24"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let root = format!("file://{}", root.to_str().unwrap());
        let (versions, shown) = (BTreeMap::new(), BTreeMap::new());
        let mut editor = Self { child, input, output, root: root.clone(), next: 0, versions, shown };
        let capabilities =
            json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
        let answer = editor.ask(
            "initialize",
            &json!({ "processId": null, "rootUri": root, "capabilities": capabilities, "locale": locale }),
        );
        assert_eq!(answer["serverInfo"]["name"], "sotay");
        editor.tell("initialized", &json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        input.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the server went away");
            match line.trim().split_once(": ") {
                Some(("Content-Length", number)) => length = number.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut bytes = vec![0; length];
        self.output.read_exact(&mut bytes).unwrap();
        let message: Value = serde_json::from_slice(&bytes).unwrap();
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let path = params["uri"].as_str().unwrap().strip_prefix(&self.root).unwrap().trim_start_matches('/');
            self.shown.insert(path.to_owned(), params.clone());
        }
        message
    }

    /// Asks, and returns the whole response.
    fn respond(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == id && message["method"].is_null() {
                return message;
            }
        }
    }

    #[track_caller]
    fn ask(&mut self, method: &str, params: &Value) -> Value {
        let response = self.respond(method, params);
        assert!(response["error"].is_null(), "{response}");
        response["result"].clone()
    }

    fn uri(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    /// Shows a text to the server, opened or changed.
    fn type_in(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        let version = self.versions.entry(path.to_owned()).or_default();
        *version += 1;
        let version = *version;
        if version == 1 {
            let document = json!({ "uri": uri, "languageId": "markdown", "version": version, "text": text });
            self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        } else {
            let document = json!({ "uri": uri, "version": version });
            let change = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
            self.tell("textDocument/didChange", &change);
        }
    }

    /// Returns the diagnostics of a file, as they are told by now: a question about places makes the server look.
    fn diagnostics(&mut self, path: &str) -> Vec<Value> {
        let document = json!({ "uri": self.uri(path) });
        let start = json!({ "line": 0, "character": 0 });
        self.ask("textDocument/definition", &json!({ "textDocument": document, "position": start }));
        self.shown.get(path).and_then(|of| of["diagnostics"].as_array().cloned()).unwrap_or_default()
    }

    fn codes(&mut self, path: &str) -> Vec<String> {
        self.diagnostics(path).iter().map(|of| of["code"].as_str().unwrap().to_owned()).collect()
    }

    /// Asks about the place that `|` marks in a text.
    fn at(&mut self, method: &str, path: &str, text: &str) -> Value {
        let offset = text.find('|').unwrap();
        let before = &text[..offset];
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
        self.type_in(path, &text.replacen('|', "", 1));
        let document = json!({ "uri": self.uri(path) });
        self.ask(method, &json!({ "textDocument": document, "position": { "line": line, "character": character } }))
    }

    /// What is offered at `|`: labels, and what the first one makes of the text.
    fn offers(&mut self, path: &str, text: &str) -> (Vec<String>, String) {
        let answer = self.at("textDocument/completion", path, text);
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        let labels = items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect();
        let Some(first) = items.first() else { return (labels, String::new()) };
        let edit = &first["textEdit"];
        let text = text.replacen('|', "", 1);
        let offset = |position: &Value| {
            let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
            let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
            let units = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
            let line: Vec<u16> = text[start..].encode_utf16().take(units).collect();
            start + String::from_utf16(&line).unwrap().len()
        };
        let (start, end) = (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]));
        let made = format!("{}{}{}", &text[..start], edit["newText"].as_str().unwrap(), &text[end..]);
        (labels, made)
    }

    fn hover(&mut self, path: &str, text: &str) -> String {
        let answer = self.at("textDocument/hover", path, text);
        answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// Where what stands at `|` is defined: `path:line`.
    fn definition(&mut self, path: &str, text: &str) -> Vec<String> {
        let answer = self.at("textDocument/definition", path, text);
        let list = answer.as_array().cloned().unwrap_or_default();
        let place = |of: &Value| {
            let path = of["uri"].as_str().unwrap().strip_prefix(&self.root).unwrap().trim_start_matches('/');
            format!("{path}:{}", of["range"]["start"]["line"])
        };
        list.iter().map(place).collect()
    }

    fn goodbye(mut self) {
        assert_eq!(self.ask("shutdown", &Value::Null), Value::Null);
        self.tell("exit", &Value::Null);
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn body(text: &str) -> String {
    format!("---\ntitle: Bài thử\ndate: 2026-01-02\n---\n\n{text}")
}

#[test]
fn an_editor_is_told_what_check_would_say_of_unsaved_text() {
    let handbook = Handbook::from_text(PAGES);
    let mut editor = Editor::open_folder(&handbook, "vi");
    // Before anything is opened: the whole handbook.
    assert_eq!(editor.codes("content/bai.md"), ["S153"]);
    let list = editor.diagnostics("content/bai.md");
    let area = &list[0]["range"];
    assert_eq!((&area["start"]["line"], &area["start"]["character"]), (&json!(5), &json!(5)), "{area}");
    let message = list[0]["message"].as_str().unwrap();
    assert!(message.contains("12-HD/BTCTW") && message.contains("42-HD/BTCTW"), "{message}");
    assert_eq!(list[0]["source"], "sotay");
    // What is typed counts at once, and the file on disk stays as it is.
    let before = std::fs::read(handbook.path().join("content/bai.md")).unwrap();
    editor.type_in("content/bai.md", &body("Theo [[99-HD/X, 01/01/2020]].\n"));
    assert_eq!(editor.codes("content/bai.md"), ["S150"]);
    editor.type_in("content/bai.md", &body("Theo [[42-HD/BTCTW, 28/10/2025]].\n"));
    assert!(editor.codes("content/bai.md").is_empty());
    assert_eq!(std::fs::read(handbook.path().join("content/bai.md")).unwrap(), before);
    // A text that cannot be read: its own fault only, and no other page is at fault because of it.
    editor.type_in("content/van-ban/hd-42.md", "---\ntitle: \"dở\nnumber: 42\n");
    assert_eq!(editor.codes("content/van-ban/hd-42.md").len(), 1);
    assert!(editor.shown["content/bai.md"]["diagnostics"].as_array().unwrap().is_empty());
    // A page that is not on disk yet.
    editor.type_in("content/moi.md", "---\ntitle: Mới\nkinds: topic\n---\n");
    assert_eq!(editor.codes("content/moi.md").len(), 1);
    let uri = editor.uri("content/moi.md");
    editor.tell("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    assert!(editor.codes("content/moi.md").is_empty());
    // A closed text gives way to its file.
    let uri = editor.uri("content/bai.md");
    editor.tell("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(editor.codes("content/bai.md"), ["S153"]);
    editor.goodbye();
}

#[test]
fn messages_are_in_the_language_of_the_editor() {
    let handbook = Handbook::from_text(PAGES);
    let mut editor = Editor::open_folder(&handbook, "en-GB");
    assert_eq!(editor.codes("content/bai.md"), ["S153"]);
    let list = editor.diagnostics("content/bai.md");
    assert!(list[0]["message"].as_str().unwrap().contains("replaced"), "{}", list[0]);
    let hover = editor.hover("content/bai.md", &body("[[42-HD|/BTCTW, 28/10/2025]]\n"));
    assert!(hover.contains("on 2 January 2026: in force since 28 October 2025"), "{hover}");
    editor.goodbye();
}

#[test]
fn places_are_right_in_decomposed_text_with_carriage_returns() {
    let handbook = Handbook::from_text(PAGES);
    let mut editor = Editor::open_folder(&handbook, "vi");
    // Decomposed letters and a letter of two units before the citation.
    let text = "---\r\ntitle: Ba\u{300}i\r\ndate: 2026-01-02\r\n---\r\n\r\nThe\u{302}\u{301} 𝄞 [[12-HD/BTCTW, 06/7/2018]].\r\n";
    editor.type_in("content/bai.md", text);
    let list = editor.diagnostics("content/bai.md");
    let at = list.iter().find(|of| of["code"] == "S153").unwrap();
    let start = "The\u{302}\u{301} 𝄞 ".encode_utf16().count();
    assert_eq!(at["range"]["start"], json!({ "line": 5, "character": start }), "{at}");
    assert_eq!(at["range"]["end"]["character"], json!(start + "[[12-HD/BTCTW, 06/7/2018]]".len()), "{at}");
    editor.goodbye();
}

#[test]
fn keys_and_values_of_front_matter_are_offered() {
    let handbook = Handbook::from_text(PAGES);
    let mut editor = Editor::open_folder(&handbook, "vi");
    let mut offers = |path: &str, text: &str| editor.offers(path, text);
    let (labels, made) = offers("content/bai.md", "---\ntitle: A\nki|\n---\n");
    assert_eq!((labels.first().map(String::as_str), made.as_str()), (Some("kind"), "---\ntitle: A\nkind: \n---\n"));
    assert!(!labels.contains(&"title".to_owned()));
    let (labels, _) = offers("content/bai.md", "---\ntitle: A\nkind: |\n---\n");
    assert!(labels.contains(&"agenda".to_owned()) && labels.contains(&"topic".to_owned()), "{labels:?}");
    // The section says what kind its pages are.
    let (labels, _) = offers("content/chuyen-de/moi.md", "---\ntitle: A\n|\n---\n");
    assert!(labels.contains(&"commitments".to_owned()), "{labels:?}");
    let agenda = |line: &str| format!("---\ntitle: A\nkind: agenda\n{line}\n---\n");
    let (labels, made) = offers("content/hop.md", &agenda("unit: |"));
    assert_eq!((labels, made), (vec!["chi-bo-a".to_owned()], agenda("unit: chi-bo-a")));
    let (labels, _) = offers("content/hop.md", &agenda("meeting: reg|"));
    assert_eq!(labels, ["regular", "regular+thematic"]);
    let (labels, made) = offers("content/hop.md", &agenda("items:\n  - { title: A, mi| }"));
    assert_eq!((labels, made), (vec!["minutes".to_owned()], agenda("items:\n  - { title: A, minutes:  }")));
    let (labels, made) = offers("content/hop.md", &agenda("items:\n  - title: A\n    topic: tiet|"));
    assert_eq!(labels, ["chuyen-de/tiet-kiem"]);
    assert_eq!(made, agenda("items:\n  - title: A\n    topic: chuyen-de/tiet-kiem"));
    let (labels, made) = offers("content/hop.md", &agenda("org_types: [doanh|]"));
    assert_eq!((labels, made), (vec!["doanh-nghiep".to_owned()], agenda("org_types: [doanh-nghiep]")));
    let (labels, _) = offers("content/hop.md", &agenda("themes: [|]"));
    assert_eq!(labels, ["Học Bác"]);
    let (_, made) = offers("content/van-ban/hd-12.md", "---\ntitle: A\nreplaces: [42|]\n---\n");
    assert_eq!(made, "---\ntitle: A\nreplaces: [\"42-HD/BTCTW, 28/10/2025\"]\n---\n");
    let (labels, _) = offers("sotay.yaml", "title: A\nun|\n");
    assert_eq!(labels.first().map(String::as_str), Some("units"));
    editor.goodbye();
}

#[test]
fn directives_pages_blocks_and_fences_are_offered_in_the_body() {
    let handbook = Handbook::from_text(PAGES);
    let mut editor = Editor::open_folder(&handbook, "vi");
    let mut offers = |text: &str| editor.offers("content/bai.md", &body(text));
    // By words of the subject, without marks; those in force first.
    let (labels, made) = offers("Theo [[sinh hoat|\n");
    assert_eq!(labels, ["42-HD/BTCTW, 28/10/2025", "12-HD/BTCTW, 06/7/2018"]);
    assert_eq!(made, body("Theo [[42-HD/BTCTW, 28/10/2025]]\n"));
    let (_, made) = offers("[[12|-HD/BTCTW]] và [[42-HD/BTCTW, 28/10/2025]]\n");
    assert_eq!(made, body("[[12-HD/BTCTW, 06/7/2018]] và [[42-HD/BTCTW, 28/10/2025]]\n"));
    let (labels, made) = offers("[[tiết ki|\n");
    assert_eq!((labels, made), (vec!["chuyen-de/tiet-kiem".to_owned()], body("[[chuyen-de/tiet-kiem]]\n")));
    let (labels, _) = offers("[[chuyen-de/tiet-kiem#|]]\n");
    assert_eq!(labels, ["nhung-y-chinh", "doc-them"]);
    let (_, made) = offers("[a](tiet|)\n");
    assert_eq!(made, body("[a](chuyen-de/tiet-kiem.md)\n"));
    let (labels, made) = offers(":::fac|\n");
    assert_eq!((labels, made), (vec!["facilitator".to_owned()], body(":::facilitator\n$0\n:::\n")));
    let (labels, _) = offers(":::note{|}\n");
    assert_eq!(labels, ["title", "tone"]);
    let (labels, _) = offers(":::only{types=\"hanh|\"}\n:::\n");
    assert_eq!(labels, ["hanh-chinh"]);
    let (labels, _) = offers("```qu|\n");
    assert_eq!(labels, ["quiz"]);
    assert!(offers("chữ thường |\n").0.is_empty());
    editor.goodbye();
}

#[test]
fn what_is_pointed_to_is_shown_and_found() {
    let handbook = Handbook::from_text(PAGES);
    let mut editor = Editor::open_folder(&handbook, "vi");
    let hover = editor.hover("content/bai.md", &body("Theo [[12-|HD/BTCTW, 06/7/2018]]\n"));
    assert!(hover.contains("nâng cao chất lượng sinh hoạt chi bộ"), "{hover}");
    assert!(hover.contains("đã được thay thế từ 28/10/2025 bằng 42-HD/BTCTW, 28/10/2025"), "{hover}");
    assert!(hover.contains("sotay explain S153"), "{hover}");
    let hover = editor.hover("content/bai.md", &body("[a](chuyen-de/tiet|-kiem.md)\n"));
    assert!(hover.contains("Thực hành tiết kiệm") && hover.contains("chuyên đề"), "{hover}");
    assert_eq!(editor.hover("content/bai.md", "---\nti|tle: A\n---\n"), "Tiêu đề");
    assert!(editor.hover("content/bai.md", &body(":::no|te\n:::\n")).contains("Khung ghi chú"));
    let mut definition = |text: &str| editor.definition("content/bai.md", text);
    assert_eq!(definition(&body("[[42-HD|/BTCTW, 28/10/2025]]\n")), ["content/van-ban/hd-42.md:2"]);
    assert_eq!(definition(&body("[a](chuyen-de/tiet-kiem.md#doc-|them)\n")), ["content/chuyen-de/tiet-kiem.md:8"]);
    assert_eq!(definition(&body("## Một\n\n[a](#mo|t)\n")), ["content/bai.md:5"]);
    let front = "---\ntitle: A\nkind: agenda\nmeeting: regular\nunit: chi|-bo-a\nitems:\n  - { title: A, minutes: 90, topic: chuyen-de/tiet-kiem }\n---\n";
    assert_eq!(definition(front), ["sotay.yaml:7"]);
    let front = front.replacen('|', "", 1).replacen("topic: chuyen", "topic: chu|yen", 1);
    assert_eq!(definition(&front), ["content/chuyen-de/tiet-kiem.md:1"]);
    assert!(definition(&body("chữ |thường\n")).is_empty());
    editor.goodbye();
}

#[test]
fn the_headings_of_a_page_are_its_symbols() {
    let handbook = Handbook::from_text(PAGES);
    let mut editor = Editor::open_folder(&handbook, "vi");
    editor.type_in("content/bai.md", &body("## Một\n\n### Một rưỡi\n\n## Hai\n"));
    let uri = editor.uri("content/bai.md");
    let symbols = editor.ask("textDocument/documentSymbol", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(symbols[0]["name"], "Một");
    assert_eq!(symbols[0]["children"][0]["name"], "Một rưỡi");
    assert_eq!(symbols[0]["range"]["end"]["line"], 9);
    assert_eq!(symbols[1]["name"], "Hai");
    editor.goodbye();
}

#[test]
fn bad_messages_and_odd_texts_are_borne() {
    let handbook = Handbook::from_text(PAGES);
    let mut editor = Editor::open_folder(&handbook, "vi");
    assert_eq!(editor.respond("textDocument/hover", &json!({ "no": 1 }))["error"]["code"], -32602);
    assert_eq!(editor.respond("textDocument/rename", &json!({}))["error"]["code"], -32601);
    editor.tell("textDocument/didChange", &json!({ "textDocument": 7 }));
    editor.tell("$/setTrace", &json!({}));
    let place = json!({ "line": 9_999, "character": 9_999 });
    for uri in [
        "untitled:Untitled-1",
        "file:///etc/passwd",
        &editor.uri("content/../sotay.yaml"),
        &editor.uri("content/khong-co.md"),
    ] {
        let answer = editor.ask("textDocument/hover", &json!({ "textDocument": { "uri": uri }, "position": place }));
        assert!(answer.is_null(), "{uri}: {answer}");
    }
    for text in
        ["", "---", "---\n", "---\n---", "\u{feff}---\r\ntitle: [\r\n", "a\rb\r\u{0}c", "---\nitems:\n  - {\n- [[|"]
    {
        editor.type_in("content/bai.md", text);
        for (line, character) in [(0, 0), (0, 3), (1, 1), (2, 4), (7, 70)] {
            let params = json!({
                "textDocument": { "uri": editor.uri("content/bai.md") },
                "position": { "line": line, "character": character },
            });
            for method in ["completion", "hover", "definition", "documentSymbol"] {
                editor.ask(&format!("textDocument/{method}"), &params);
            }
        }
    }
    editor.goodbye();
}

#[test]
fn a_folder_without_a_handbook_is_no_fault_until_there_is_one() {
    let handbook = Handbook::from_text(PAGES);
    let settings = std::fs::read(handbook.path().join("sotay.yaml")).unwrap();
    handbook.remove("sotay.yaml");
    let mut editor = Editor::open_folder(&handbook, "vi");
    let root = editor.root.clone();
    editor.type_in("content/bai.md", &body("x\n"));
    let hover = editor.hover("content/bai.md", &body("[[42-HD|/BTCTW]]\n"));
    assert_eq!(hover, "", "{root}");
    handbook.write("sotay.yaml", settings);
    editor.goodbye();
}
