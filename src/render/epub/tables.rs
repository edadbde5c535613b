//! Tables, and what print shows as one: timetables and scripts, made for narrow screens.

use std::fmt::Write as _;

use crate::model::paper::{Align, Cell, Row, Run, ScriptRow, TimetableRow};

use super::chapter::Writer;

impl Writer<'_> {
    pub(super) fn table_head(&mut self, heads: &[&[Run]]) {
        self.out.push_str("<table>");
        if heads.iter().any(|head| !head.is_empty()) {
            self.out.push_str("<thead><tr>");
            for head in heads {
                self.out.push_str("<th scope=\"col\">");
                self.runs(head);
                self.out.push_str("</th>");
            }
            self.out.push_str("</tr></thead>");
        }
        self.out.push_str("\n<tbody>\n");
    }

    pub(super) fn row(&mut self, row: &Row, align: &[Align]) {
        self.out.push_str(if row.group || row.total { "<tr class=\"strong\">" } else { "<tr>" });
        let mut column = 0;
        for Cell { span, c } in &row.cells {
            let class = match align.get(column) {
                Some(Align::Center) => " class=\"center\"",
                Some(Align::Right) => " class=\"right\"",
                Some(Align::Left) | None => "",
            };
            let span = usize::from(*span).max(1);
            column += span;
            if span > 1 {
                let _ = write!(self.out, "<td colspan=\"{span}\"{class}>");
            } else {
                let _ = write!(self.out, "<td{class}>");
            }
            self.runs(c);
            self.out.push_str("</td>");
        }
        self.out.push_str("</tr>\n");
    }

    /// Three columns, who leads below what is done: five would not fit a phone.
    pub(super) fn timetable(&mut self, clock: bool, rows: &[TimetableRow], total: u32) {
        let heads = [when(clock), "Nội dung", "Số phút"].map(|head| [Run::Text { t: head.to_owned() }]);
        self.table_head(&heads.each_ref().map(<[Run; 1]>::as_slice));
        for row in rows {
            if let Some(part) = &row.part {
                self.element("<tr class=\"strong\"><td colspan=\"3\">", part, "</td></tr>\n");
            }
            self.element("<tr><td class=\"center\">", &format!("{}–{}", row.start, row.end), "</td><td>");
            let index = row.index.map(|index| format!("{index}. ")).unwrap_or_default();
            self.element("", &format!("{index}{}", row.title), if row.vote { " <em>(biểu quyết)</em>" } else { "" });
            if let Some(lead) = &row.lead {
                self.element("<br/>", lead, "");
            }
            if !row.material.is_empty() {
                self.element("<br/><em>Tài liệu: ", &row.material.join("; "), "</em>");
            }
            let _ = writeln!(self.out, "</td><td class=\"center\">{}</td></tr>", row.minutes);
        }
        if total > 0 {
            let _ = writeln!(
                self.out,
                "<tr class=\"strong\"><td colspan=\"2\">Cộng (không kể nghỉ giải lao)</td><td class=\"center\">{total}</td></tr>"
            );
        }
        self.out.push_str("</tbody></table>\n");
    }

    /// A line after the other, not a table: what is spoken is long.
    pub(super) fn script(&mut self, clock: bool, lines: &[ScriptRow]) {
        for line in lines {
            let index = line.index.map(|index| format!("{index}. ")).unwrap_or_default();
            self.element(
                "<div class=\"step\">\n<p class=\"box-title\">",
                &format!("{index}{}", line.content),
                "</p>\n",
            );
            let time = format!("{} {} ({} phút)", when(clock), line.time, line.minutes);
            let material = line.material.as_ref().map(|material| format!("Tài liệu: {material}"));
            let facts = [Some(time), Some(line.actor.clone()).filter(|actor| !actor.is_empty()), material];
            let facts: Vec<String> = facts.into_iter().flatten().collect();
            self.element("<p class=\"note\">", &facts.join(" · "), "</p>\n");
            for spoken in &line.spoken {
                self.element("<p>", spoken, "</p>\n");
            }
            self.out.push_str("</div>\n");
        }
    }
}

/// What the times of a timetable are.
fn when(clock: bool) -> &'static str {
    if clock { "Thời gian" } else { "Phút thứ" }
}
