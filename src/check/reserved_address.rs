//! Pages and files that would stand where the program writes its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, Words};
use crate::link::{Handbook, TaxonomyKey};

use super::{Rule, Run};

static CODE: Code = Code {
    id: "S181",
    name: "reserved-address",
    severity: Severity::Error,
    vi: Words {
        message: "địa chỉ `{address}` dành cho phần do sotay tự tạo",
        hint: "Đổi tên thư mục `{folder}`\nĐổi tên tệp `{file}`\nĐổi tên tệp, hoặc đặt `slug` khác cho trang",
        explain: "Một số địa chỉ do sotay tạo ra: `404.html`, `atom.xml`, `sitemap.xml`, `robots.txt`, thư mục `assets/` của giao diện và thư mục `phan-loai/` của các trang phân loại. Nội dung đặt vào đó có thể bị đè mất.\n\nSai:\n    content/404.md\n    content/phan-loai/bieu-mau.md\n\nĐúng:\n    content/khong-tim-thay.md\n    content/bieu-mau/phan-loai.md",
    },
    en: Words {
        message: "the address `{address}` is kept for what sotay makes itself",
        hint: "Rename the folder `{folder}`\nRename the file `{file}`\nRename the file, or set another `slug`",
        explain: "Some addresses are sotay's own: `404.html`, `atom.xml`, `sitemap.xml`, `robots.txt`, the theme's folder `assets/` and the folder `phan-loai/` of the taxonomies. Content put there could be overwritten.\n\nWrong:\n    content/404.md\n    content/phan-loai/bieu-mau.md\n\nRight:\n    content/khong-tim-thay.md\n    content/bieu-mau/phan-loai.md",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

/// Files that the program writes at the site's root.
const FILES: [&str; 4] = ["404.html", "atom.xml", "robots.txt", "sitemap.xml"];
/// Folders that the program writes, for pages.
const FOLDERS: [&str; 2] = ["assets", "phan-loai"];

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    // A folder is reported once, at the first page in it.
    let mut reported = BTreeSet::new();
    for id in handbook.ids() {
        let address = handbook.address(id).as_str();
        let folder = address.split_once('/').map(|(folder, _)| folder).filter(|folder| FOLDERS.contains(folder));
        let is_reported = match folder {
            // A page in a taxonomy's own folder is a collision, which `link` reports.
            Some(_) if in_taxonomy(address) => true,
            Some(folder) => !reported.insert(folder),
            None => !FILES.contains(&address),
        };
        if !is_reported {
            let place = Place::file(&handbook.document(id).path);
            let top = handbook.document(id).path.split('/').nth(1).unwrap_or_default();
            out.push(
                Diagnostic::new(rule.code, place)
                    .with("address", address)
                    .with_some("folder", folder.map(|_| format!("content/{top}"))),
            );
        }
    }
    for asset in handbook.assets() {
        let is_at_root = asset.path.strip_prefix("content/").is_some_and(|name| !name.contains('/'));
        if is_at_root && FILES.contains(&Handbook::asset_address(&asset.path).as_str()) {
            let place = Place::file(&Arc::from(asset.path.as_ref()));
            out.push(
                Diagnostic::new(rule.code, place)
                    .with("address", Handbook::asset_address(&asset.path).as_str())
                    .with("file", asset.path.as_ref()),
            );
        }
    }
}

fn in_taxonomy(address: &str) -> bool {
    let inside = |folder: &str| address.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    TaxonomyKey::ALL.into_iter().any(|key| inside(key.folder()))
}
