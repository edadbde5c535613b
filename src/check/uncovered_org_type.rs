//! A kind of organisation that no model-meeting guide is written for.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::Handbook;
use crate::model::Kind;
use crate::yaml::Step;

use super::{Rule, Run};

static CODE: Code = Code {
    id: "S198",
    name: "uncovered-org-type",
    severity: Severity::Warning,
    vi: Words {
        message: "chưa có trang sinh hoạt mẫu nào cho loại hình “{name}” (`{id}`)",
        hint: "Viết một trang `kind: guide` có `org_type: {id}`, hoặc ghi `{id}` vào `org_types` của một trang đã có",
        explain: "Mỗi loại hình tổ chức khai trong sotay.yaml có ít nhất một trang sinh hoạt mẫu; trang không ghi loại hình nào là dùng chung cho tất cả. Chỉ xét khi sổ tay đã có trang sinh hoạt mẫu hoặc chương trình.\n\nSai (sotay.yaml có `hanh-chinh` và `su-nghiep`, chỉ có một trang mẫu):\n    kind: guide\n    org_type: hanh-chinh\n\nĐúng (thêm một trang mẫu nữa):\n    kind: guide\n    org_type: su-nghiep",
    },
    en: Words {
        message: "there is no model-meeting guide for the kind of organisation “{name}” (`{id}`)",
        hint: "Write a page `kind: guide` with `org_type: {id}`, or add `{id}` to the `org_types` of one that exists",
        explain: "Each kind of organisation in sotay.yaml has at least one model-meeting guide; a guide that names none is for all. Only looked at once the handbook has a guide or an agenda.\n\nWrong (sotay.yaml has `hanh-chinh` and `su-nghiep`, there is one guide):\n    kind: guide\n    org_type: hanh-chinh\n\nRight (a second guide):\n    kind: guide\n    org_type: su-nghiep",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    let mut covered = Vec::new();
    let mut has_meetings = false;
    for id in handbook.ids() {
        let document = handbook.document(id);
        // A page at fault may be the guide that seems to be missing.
        if document.broken {
            return;
        }
        let Kind::Guide(guide) = &document.kind else {
            has_meetings |= matches!(document.kind, Kind::Agenda(_));
            continue;
        };
        has_meetings = true;
        let org_types = &document.head.org_types;
        if guide.org_type.is_none() && org_types.is_empty() {
            return;
        }
        covered.extend(guide.org_type.iter().chain(org_types));
    }
    if !has_meetings {
        return;
    }
    for (index, org_type) in handbook.settings().org_types.iter().enumerate() {
        if !covered.contains(&&org_type.id) {
            out.push(
                Diagnostic::new(rule.code, handbook.settings().place(&[Step::Key("org_types"), Step::Index(index)]))
                    .with("name", &org_type.name)
                    .with("id", org_type.id.as_str()),
            );
        }
    }
}
