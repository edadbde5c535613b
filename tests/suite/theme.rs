//! Themes: a handbook's own files over the embedded ones, and faults in them.

use sotay::diagnostic::Lang;

use crate::driver::{Handbook, folders};

const PAGE: &str = "--- content/a.md ---\n---\ntitle: A\n---\n";

#[test]
fn a_file_of_the_handbook_wins_over_the_embedded_one() {
    let handbook = Handbook::from_text(PAGE);
    handbook.write("themes/so-tay/templates/page.html", "<p>{{ page.title }} của tôi</p><main></main>");
    handbook.write("themes/so-tay/static/css/so-tay.css", "body { color: red }");
    let site = handbook.site();
    assert!(site.text("a.html").contains("A của tôi"));
    let css = site.addresses().into_iter().find(|a| a.starts_with("assets/css/so-tay-")).unwrap();
    assert_eq!(site.text(css), "body { color: red }");
}

#[test]
fn a_handbook_writes_only_the_words_of_its_own() {
    let handbook =
        Handbook::from_text("--- content/a.md ---\n---\ntitle: A\n---\n\n:::note\nx\n:::\n\n:::question\ny\n:::\n");
    handbook.write("themes/so-tay/i18n/vi.yaml", "box_note: Cần nhớ\n");
    let page = handbook.site().main("a.html");
    assert!(page.contains("Cần nhớ") && page.contains("Câu hỏi thảo luận"), "{page}");
}

#[test]
fn a_fault_in_a_template_names_file_line_and_variables() {
    let handbook = Handbook::from_text(PAGE);
    handbook.write("themes/so-tay/templates/page.html", "<main>\n{{ page.titel }}\n</main>\n{{ nothing }}");
    let report = handbook.report(Lang::En);
    assert!(report.contains("themes/so-tay/templates/page.html:2"), "{report}");
    assert!(report.contains("titel"), "{report}");
    handbook.write("themes/so-tay/templates/page.html", "{% if %}");
    assert!(handbook.report(Lang::En).contains("themes/so-tay/templates/page.html:1"));
    assert!(!handbook.build().published);
}

#[test]
fn a_template_cannot_read_outside_the_theme() {
    let handbook = Handbook::from_text(PAGE);
    handbook.write("secret.txt", "bí mật");
    for template in ["{% include \"../../../secret.txt\" %}", "{% include \"/etc/passwd\" %}"] {
        handbook.write("themes/so-tay/templates/page.html", template);
        assert_eq!(handbook.codes(), ["S300"], "{template}");
    }
}

#[test]
fn a_template_that_is_no_text_is_told() {
    let handbook = Handbook::from_text(PAGE);
    handbook.write("themes/so-tay/templates/page.html", [0xFF, 0xFE]);
    assert!(handbook.codes().contains(&"S301"));
}

/// What the policy of a page forbids: code and looks inside the markup.
fn inline(page: &str) -> Option<&str> {
    [" style=\"", "<style", "<script>", "onclick=", "javascript:"].into_iter().find(|bad| page.contains(bad))
}

#[test]
fn a_page_carries_its_policy_and_nothing_inline() {
    for folder in folders("handbooks/good") {
        let site = Handbook::from_folder(&folder).site();
        for address in site.addresses().into_iter().filter(|address| address.ends_with(".html")) {
            let page = site.text(address);
            // The page for what is missing is shown from any folder: it has its look in itself.
            assert_eq!(inline(&page), (address == "404.html").then_some("<style"), "{address}");
            let policy = "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'";
            assert!(page.contains(policy) || page.contains("http-equiv=\"refresh\""), "{address}:\n{page}");
        }
    }
}

#[test]
fn a_handbook_that_trusts_its_authors_has_no_policy() {
    let handbook = Handbook::from_text(&format!("--- sotay.yaml ---\ntitle: A\ntrust_html: true\n{PAGE}"));
    assert!(!handbook.site().text("a.html").contains("Content-Security-Policy"));
}

#[test]
fn what_is_for_a_kind_of_organisation_says_so_to_the_readers_choice() {
    let site = Handbook::from_text(
        "\
--- content/a.md ---
---
title: A
org_types: [hanh-chinh]
---

:::only{types=\"doanh-nghiep\"}
Chữ.
:::
--- content/b.md ---
---
title: B
---
",
    )
    .site();
    let page = site.text("a.html");
    assert!(page.contains("<option value=\"hanh-chinh\">Cơ quan hành chính</option>"), "{page}");
    assert!(page.contains("data-page-types=\"hanh-chinh\""), "{page}");
    // Without JavaScript the part is open and labelled.
    assert!(page.contains("<details class=\"only\" open data-org-types=\"doanh-nghiep\">"), "{page}");
    assert!(page.contains("Dành cho Doanh nghiệp"), "{page}");
    let list = site.main("index.html");
    assert!(list.contains("<li data-org-types=\"hanh-chinh\"><a href=\"a.html\">"), "{list}");
    assert!(list.contains("<li><a href=\"b.html\">"), "{list}");
}
