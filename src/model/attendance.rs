//! Điểm danh: the arithmetic of a roll call and of a vote (`domain.md` 3.4 and 2.2).
//!
//! Pure numbers. Whom a floor is meant for is for the rule set; no name of a member is ever here.

/// Members of a cell on the day of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RollCall {
    /// Đảng viên chính thức.
    pub full: u16,
    /// Đảng viên dự bị.
    pub probationary: u16,
    /// Được miễn sinh hoạt.
    pub exempt: u16,
    /// Đang sinh hoạt tạm nơi khác.
    pub away: u16,
    /// Sinh hoạt tạm tại đây.
    pub visiting: u16,
    /// Có mặt.
    pub present: u16,
    /// Vắng có lý do.
    pub excused: u16,
    /// Vắng không lý do.
    pub unexcused: u16,
}

impl RollCall {
    /// Returns the total of members: full and probationary.
    pub fn members(&self) -> u32 {
        u32::from(self.full) + u32::from(self.probationary)
    }

    /// Returns how many are due to attend; `None` where more are exempt or away than there are.
    pub fn due(&self) -> Option<u32> {
        let off = u32::from(self.exempt) + u32::from(self.away);
        Some(self.members().checked_sub(off)? + u32::from(self.visiting))
    }

    /// Tells whether present and absent add up to those due.
    pub fn closes(&self) -> bool {
        let counted = u32::from(self.present) + u32::from(self.excused) + u32::from(self.unexcused);
        self.due() == Some(counted)
    }

    /// Returns the share of those due who are present, in tenths of a per cent, rounded; `None` where
    /// nobody is due.
    pub fn rate(&self) -> Option<u32> {
        share(u32::from(self.present), self.due()?)
    }
}

/// Returns `part` of `whole` in tenths of a per cent, rounded half up; `None` for an empty whole.
pub fn share(part: u32, whole: u32) -> Option<u32> {
    let (part, whole) = (u64::from(part), u64::from(whole));
    let tenths = (part * 2000 + whole).checked_div(whole * 2)?;
    Some(u32::try_from(tenths).unwrap_or(u32::MAX))
}

/// Returns the fewest of `due` members that reach `percent`.
pub fn least_present(due: u32, percent: u16) -> u32 {
    let least = (u64::from(due) * u64::from(percent)).div_ceil(100);
    u32::try_from(least).unwrap_or(u32::MAX)
}

/// Tells whether a resolution is passed: more than half of those entitled to vote agree (Điều lệ Đảng).
pub fn passes(agree: u32, entitled: u32) -> bool {
    u64::from(agree) * 2 > u64::from(entitled)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_worked_example_of_the_domain_comes_out() {
        let call = RollCall { full: 22, probationary: 2, exempt: 1, present: 21, excused: 2, ..RollCall::default() };
        assert_eq!((call.members(), call.due(), call.rate()), (24, Some(23), Some(913)));
        assert!(call.closes());
        assert!(!RollCall { present: 20, ..call }.closes());
    }

    #[test]
    fn nobody_due_has_no_rate() {
        assert_eq!(RollCall { full: 1, exempt: 1, ..RollCall::default() }.rate(), None);
        assert_eq!(RollCall { exempt: 1, ..RollCall::default() }.due(), None);
    }

    #[test]
    fn votes_need_more_than_half() {
        assert!(passes(9, 17) && !passes(8, 17) && !passes(8, 16) && passes(9, 16));
    }

    proptest! {
        #[test]
        fn the_fewest_present_reach_the_floor_and_one_less_does_not(due in 1_u32..2000, percent in 1_u16..=100) {
            let least = least_present(due, percent);
            prop_assert!(least <= due && least * 100 >= due * u32::from(percent));
            prop_assert!((least - 1) * 100 < due * u32::from(percent));
        }

        #[test]
        fn shares_stay_between_none_and_all(part in 0_u32..5000, more in 0_u32..5000) {
            let share = share(part, part + more);
            prop_assert_eq!(share.is_none(), part + more == 0);
            prop_assert!(share.unwrap_or(0) <= 1000);
        }
    }
}
