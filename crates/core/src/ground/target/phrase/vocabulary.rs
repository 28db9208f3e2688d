//! The words of target phrases, Vietnamese and English. Where one entry begins with another, the
//! longer one comes first.

use super::super::Comparator::{self, AtLeast, AtMost, Equal, Less, More, NotEqual};

/// What stands before a limit.
pub(super) const BEFORE: [(&str, Comparator); 62] = [
    ("không nhiều hơn", AtMost),
    ("không vượt quá", AtMost),
    ("không quá", AtMost),
    ("không lớn hơn", AtMost),
    ("không cao hơn", AtMost),
    ("không trên", AtMost),
    ("tối đa là", AtMost),
    ("tối đa", AtMost),
    ("nhiều nhất là", AtMost),
    ("nhiều nhất", AtMost),
    ("trong vòng", AtMost),
    ("trong thời hạn", AtMost),
    ("không thấp hơn", AtLeast),
    ("không nhỏ hơn", AtLeast),
    ("không ít hơn", AtLeast),
    ("không dưới", AtLeast),
    ("tối thiểu là", AtLeast),
    ("tối thiểu", AtLeast),
    ("ít nhất là", AtLeast),
    ("ít nhất", AtLeast),
    ("lớn hơn hoặc bằng", AtLeast),
    ("nhỏ hơn hoặc bằng", AtMost),
    ("lớn hơn", More),
    ("cao hơn", More),
    ("nhiều hơn", More),
    ("trên", More),
    ("hơn", More),
    ("nhỏ hơn", Less),
    ("thấp hơn", Less),
    ("ít hơn", Less),
    ("dưới", Less),
    ("bằng", Equal),
    ("khác", NotEqual),
    ("not more than", AtMost),
    ("no more than", AtMost),
    ("not greater than", AtMost),
    ("not over", AtMost),
    ("not above", AtMost),
    ("not exceeding", AtMost),
    ("at most", AtMost),
    ("up to", AtMost),
    ("within", AtMost),
    ("maximum", AtMost),
    ("not less than", AtLeast),
    ("no less than", AtLeast),
    ("not fewer than", AtLeast),
    ("no fewer than", AtLeast),
    ("not under", AtLeast),
    ("not below", AtLeast),
    ("at least", AtLeast),
    ("minimum", AtLeast),
    ("more than", More),
    ("greater than", More),
    ("over", More),
    ("above", More),
    ("less than", Less),
    ("fewer than", Less),
    ("under", Less),
    ("below", Less),
    ("not equal to", NotEqual),
    ("equal to", Equal),
    ("exactly", Equal),
];

/// What stands after a limit.
pub(super) const AFTER: [(&str, Comparator); 10] = [
    ("trở lên", AtLeast),
    ("trở xuống", AtMost),
    ("or more", AtLeast),
    ("or above", AtLeast),
    ("or higher", AtLeast),
    ("and above", AtLeast),
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or below", AtMost),
    ("or lower", AtMost),
];

/// Words that may come first and change nothing. `giảm xuống dưới 1,5%` names a level, while
/// `giảm 1,5%` compares.
pub(super) const FILLERS: [&str; 9] =
    ["phấn đấu đạt", "phấn đấu", "giảm xuống", "xuống", "tăng lên", "đạt", "chiếm", "là", "to be"];

/// Words that show a target compared with another value.
pub(super) const RELATIVE: [&str; 24] = [
    "tăng",
    "giảm",
    "so với",
    "gấp",
    "cùng kỳ",
    "năm trước",
    "kỳ trước",
    "điểm phần trăm",
    "percentage points",
    "percentage point",
    "compared",
    "relative to",
    "than last",
    "than in",
    "than the",
    "increase",
    "rise",
    "raise",
    "decrease",
    "reduce",
    "reduction",
    "cut",
    "last year",
    "previous",
];

/// Words that show a day instead of a level.
pub(super) const DATED: [&str; 7] =
    ["trước", "chậm nhất", "hết năm", "vào quý", "vào tháng", "by", "before"];

/// Words that join several conditions.
pub(super) const JOINING: [&str; 6] = ["hoặc", "và", "or", "and", "trong đó", "either"];
