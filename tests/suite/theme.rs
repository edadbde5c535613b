//! Themes: a handbook's own files over the embedded ones, and faults in them.

use sotay::diagnostic::Lang;

use crate::driver::Handbook;

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
