//! Steps that meetings have in common (`domain.md` 3.3), found in the titles of their items, and what a chair says at each.
//!
//! An office writes "Cử thư ký; điểm danh" in many ways and the sentence spoken is the same: so the steps are known by their
//! words. What an item is about is its own and stays out of here.

use crate::text::fold::fold;

/// A step that the order of business asks of meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Tuyên bố lý do, giới thiệu đại biểu.
    Opening,
    /// Cử thư ký.
    Secretary,
    /// Thông báo tình hình đảng viên.
    RollCall,
    /// Tình hình đóng đảng phí.
    Fees,
    /// Thông qua chương trình.
    Programme,
    /// Thảo luận.
    Discussion,
    /// Kết luận, giao việc.
    Conclusion,
    /// Chấm điểm, tự xếp loại.
    Score,
    /// Thông qua biên bản.
    Minutes,
    /// Bế mạc.
    Closing,
}

/// Words that tell a step, without marks.
const WORDS: &[(Step, &[&str])] = &[
    (Step::Opening, &["tuyen bo ly do", "khai mac", "neu muc dich"]),
    (Step::Secretary, &["cu thu ky"]),
    (Step::RollCall, &["diem danh", "tinh hinh dang vien", "bao so"]),
    (Step::Fees, &["dang phi"]),
    (Step::Programme, &["thong qua chuong trinh", "thong qua noi dung"]),
    (Step::Discussion, &["thao luan", "trao doi"]),
    (Step::Conclusion, &["ket luan", "giao viec"]),
    (Step::Score, &["cham diem"]),
    (Step::Minutes, &["thong qua bien ban"]),
    (Step::Closing, &["be mac"]),
];

/// Returns the steps that a title names, in the order of a meeting.
pub(super) fn steps(title: &str) -> Vec<Step> {
    let title = fold(title);
    let named = |words: &[&str]| words.iter().any(|word| title.contains(word));
    WORDS.iter().filter(|(_, words)| named(words)).map(|(step, _)| *step).collect()
}

impl Step {
    /// Tells whether it is procedure, and not what a meeting is about.
    pub(super) fn is_procedure(self) -> bool {
        !matches!(self, Self::Discussion | Self::Conclusion)
    }

    /// Tells whether the sentence of one meeting serves another: it names neither day, guests nor items.
    pub(super) fn is_common(self) -> bool {
        self.is_procedure() && !matches!(self, Self::Opening | Self::Programme | Self::Closing)
    }
}

/// Tells whether two titles are the same but for marks, case and punctuation.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let plain = |title: &str| fold(title).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let one = plain(one);
    !one.is_empty() && one == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_known_by_their_words() {
        assert_eq!(
            steps("Cử thư ký; báo số phải dự, có mặt; tình hình đóng đảng phí"),
            [Step::Secretary, Step::RollCall, Step::Fees]
        );
        assert_eq!(steps("Chấm điểm; thông qua biên bản; bế mạc"), [Step::Score, Step::Minutes, Step::Closing]);
        assert_eq!(steps("Kết quả dọn hồ sơ tồn"), []);
    }

    #[test]
    fn titles_are_alike_but_for_punctuation() {
        assert!(alike("Thảo luận: việc tuần tới", "Thảo luận – Việc tuần tới."));
        assert!(!alike("Kết luận chuyên đề", "Kết luận phần chuyên đề"));
        assert!(!alike("", ""));
    }
}
