//! The words of the sheets, in Vietnamese.

use crate::text::explanation::count;
use crate::text::parts::day;
use crate::text::sheet::{
    Common, Criteria, List, Missing, Names, Overview, Ranking, Reasons, Sources, SumOf, SumWords, Told, WatchedWords, Words,
};
use crate::vocab::name::match_key;
use crate::vocab::{Kind, Lang::Vi, Rounding, Side};

pub(in crate::text) const WORDS: Words = Words {
    names: NAMES,
    common: COMMON,
    overview: OVERVIEW,
    list: LIST,
    ranking: RANKING,
    criteria: CRITERIA,
    missing: MISSING,
    reasons: REASONS,
    sources: SOURCES,
    told: TOLD,
};

const NAMES: Names = Names {
    overview: "Tổng hợp",
    list: |number, of| numbered("Danh sách", number, of),
    ranking: |number, of| numbered("Xếp hạng", number, of),
    criteria: |of| match of {
        Side::Units => "Tiêu chí",
        Side::Persons => "Tiêu chí cá nhân",
    },
    missing: "Thiếu số liệu",
    reasons: "Giải trình",
    sources: "Nguồn",
};

fn numbered(name: &str, number: Option<usize>, of: Side) -> String {
    match number {
        Some(number) => format!("{name} {number} ({})", side(of)),
        None => name.to_owned(),
    }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Units => "tập thể",
        Side::Persons => "cá nhân",
    }
}

const COMMON: Common = Common {
    number: "STT",
    id: "Mã",
    subject: "Tên",
    name: |side| match side {
        Side::Units => "Tên tập thể",
        Side::Persons => "Họ và tên",
    },
    group: "Khối",
    unit: "Đơn vị công tác",
    post: "Chức vụ",
    place: "Hạng",
    outcome: "Kết quả",
    note: "Ghi chú",
    award: "Hình thức khen thưởng",
    clause: "Mục",
    criterion: "Tiêu chí",
    verdict: "Kết luận",
    figure: "Số liệu",
    file: "Tệp",
    sheet: "Trang tính",
    cell: "Ô",
    source: "Nguồn",
    yes: "Có",
    no: "Không",
    unknown_group: "Chưa rõ khối",
    unknown_unit: "Chưa rõ đơn vị",
    everyone: "Xét chung",
    draft: "DỰ THẢO",
    as_of: |day| format!("Tính đến ngày {day}"),
    day: |date| day(Vi, date),
    subjects: |of, number| format!("{} {}", count(Vi, number), side(of)),
    too_many: |limit| {
        format!("Trên {} dòng: trang tính này không có ghi chú, liên kết và số liệu ở từng ô", count(Vi, limit))
    },
    and_more: |number| format!("và {} trường hợp nữa", count(Vi, number)),
};

const OVERVIEW: Overview = Overview {
    title: "TỔNG HỢP KẾT QUẢ XÉT THI ĐUA",
    campaign: "Phong trào",
    issuer: "Cơ quan ban hành",
    plan: "Kế hoạch",
    year: "Năm xét",
    period_days: |from, last| match (from, last) {
        (Some(from), Some(last)) => format!("từ {from} đến hết {last}"),
        (Some(from), None) => format!("từ {from}"),
        (None, Some(last)) => format!("đến hết {last}"),
        (None, None) => String::new(),
    },
    as_of: "Tính đến ngày",
    judged: "Đã xét",
    definition: "Tệp định nghĩa",
    state: "Tình trạng",
    draft_why: |open| {
        let why = ["còn thiếu số liệu", "chưa có số lượng", "chưa chọn ở suất cuối"];
        let why: Vec<&str> = why.into_iter().zip(open).filter(|(_, holds)| *holds).map(|(why, _)| why).collect();
        format!("{}; danh sách có thể thay đổi", why.join(", "))
    },
    final_why: "mọi số liệu cần cho kết quả đã đủ; danh sách trình Hội đồng",
    todo: "Việc cần làm",
    nothing_to_do: "Không còn việc nào",
    awards: "Kết quả theo hình thức khen thưởng",
    quota: "Số lượng",
    sum: "Cách tính",
    unlimited: "không hạn chế",
    open: "chờ hướng dẫn",
    chosen: "Đề nghị",
    uncertain: "Trong đó chưa chắc chắn",
    tied: "Hội đồng bình xét",
    beyond: "Ngoài số lượng",
    pending: "Chờ số liệu",
    pending_possible: "Trong đó còn khả năng",
    ranks_only: "chỉ xếp hạng",
    reconciliation: "Đối chiếu số dòng trong tệp số liệu",
    decided_too: " (đã tính quyết định của Hội đồng)",
    eligibility_unknown: "Chưa rõ đủ tiêu chuẩn",
    rows: "Dòng dưới tiêu đề",
    other_years: "Dòng của năm khác",
    skipped: "Bỏ qua (dòng cộng, ghi chú)",
    rejected: |with_year| if with_year { "Không có mã hoặc năm" } else { "Không có mã" },
    not_considered: "Không xét",
    not_eligible: "Không đủ tiêu chuẩn",
    eligible: "Đủ tiêu chuẩn",
    check: "Phép cộng",
    share_met: "Tỷ lệ đạt trên số đã có kết luận",
    fill_cells: |cells, whose| format!("Bổ sung {} ô còn thiếu hoặc chưa dùng được của {whose}", count(Vi, cells)),
    fill_one: |name, figure, place| format!("{name}: {figure} ({place})"),
    without_number: |number| format!("chưa có số lượng: {}", count(Vi, number)),
    more_cells: |cells| format!("và {} ô nữa", count(Vi, cells)),
    look_at: |places| format!("Xem lại {} chỗ cần xem khác trong tệp số liệu", count(Vi, places)),
    without_group: |whose| format!("Xác định khối hoặc đơn vị của {whose}"),
    decide_tie: |award, tie| format!("{award}: {tie}"),
    set_quota: |award, place| format!("Điền số lượng khi có hướng dẫn: {award} — {place}"),
    set_figure: |figure, waiting| {
        format!("Điền con số “{figure}” trong tệp định nghĩa khi có hướng dẫn ({} kết luận đang chờ)", count(Vi, waiting))
    },
    not_certain: |number, award| {
        format!("{award}: bổ sung số liệu còn chờ trước khi trình, {} đề nghị chưa chắc chắn", count(Vi, number))
    },
};

const LIST: List = List {
    campaign,
    quota: |places| format!("số lượng: {places}"),
    open: "Chưa có số lượng: xếp thứ tự mọi trường hợp đủ tiêu chuẩn, chưa chọn ai",
    nobody: "Chưa có trường hợp nào",
    nobody_waiting: |waiting, who| {
        format!("Chưa có trường hợp nào; {} trường hợp chờ số liệu còn khả năng ({who})", count(Vi, waiting))
    },
    nobody_in: |names| format!("Không có trường hợp nào của: {names}"),
    uncertain: |waiting, who| {
        format!("chưa chắc chắn: còn {} trường hợp thiếu số liệu có thể xếp trên hoặc ngang ({who})", count(Vi, waiting))
    },
    uncertain_passed: |waiting, who| {
        format!("chưa chắc chắn: còn {} trường hợp thiếu số liệu có thể lấy lại suất ({who})", count(Vi, waiting))
    },
    uncertain_tie: |waiting, who| {
        format!(
            "chưa chắc chắn: còn {} trường hợp thiếu số liệu có thể lấy suất này ({who}), bổ sung số liệu trước khi bình xét",
            count(Vi, waiting)
        )
    },
    chosen_early: |waiting, who| {
        format!("Hội đồng đã chọn khi còn {} trường hợp thiếu số liệu có thể lấy suất này ({who})", count(Vi, waiting))
    },
    uncertain_number: "chưa chắc chắn: số lượng còn chờ số liệu",
    council: "Bằng nhau ở suất cuối",
    passed: |places| format!("Số suất chuyển từ phần còn thừa sang trường hợp xếp trên của phần khác: {places}"),
    passed_open: "Chưa chuyển suất còn thừa: còn nơi chưa có số lượng",
    has_passed: "nhận suất còn thừa của phần khác",
    watched,
    sum,
};

/// A title that says already what it is stands alone.
fn campaign(title: &str) -> String {
    let begins = |with: &str| match_key(title).starts_with(&match_key(with));
    let rest = title.char_indices().nth("Thi đua".chars().count()).map_or("", |(at, _)| &title[at..]);
    if begins("Phong trào") {
        title.to_owned()
    } else if begins("Thi đua") {
        format!("Phong trào thi đua{rest}")
    } else {
        format!("Phong trào thi đua: {title}")
    }
}

/// `Tối thiểu 50 % danh sách: Trực tiếp làm CCHC — hiện 1 trên 2; bảo đảm`.
fn watched(watched: &WatchedWords<'_>) -> String {
    let bound = if watched.floor { "Tối thiểu" } else { "Tối đa" };
    let mut now = format!("hiện {} trên {}", count(Vi, watched.holding), count(Vi, watched.listed));
    if watched.unknown > 0 {
        now.push_str(&format!(", {} chưa rõ", count(Vi, watched.unknown)));
    }
    if watched.tied > 0 {
        now.push_str(&format!(", {} chờ Hội đồng bình xét", count(Vi, watched.tied)));
    }
    let comes = match (watched.kept, watched.stands) {
        (Some(true), _) => "bảo đảm",
        (Some(false), _) => "KHÔNG bảo đảm",
        (None, Some(true)) => "hiện bảo đảm, chưa chắc chắn",
        (None, Some(false)) => "hiện KHÔNG bảo đảm, chưa chắc chắn",
        (None, None) => "chưa kết luận được",
    };
    format!("{bound} {} danh sách: {} — {now}; {comes}", watched.share, watched.condition)
}

fn sum(sum: &SumWords<'_>) -> String {
    let of = match sum.of {
        SumOf::All => String::new(),
        SumOf::Eligible => " đủ tiêu chuẩn".to_owned(),
        SumOf::List(title) => format!(" trong danh sách “{title}”"),
    };
    let may = match &sum.may {
        Some([fewest, most]) => format!(" (còn thiếu số liệu: từ {fewest} đến {most})"),
        None => String::new(),
    };
    let product = format!("{} × {}{of} = {}", sum.share, sum.count, sum.product);
    let rounded = match sum.rounding {
        None => "",
        Some(Rounding::Down) => " (làm tròn xuống)",
        Some(Rounding::Up) => " (làm tròn lên)",
        Some(Rounding::HalfUp) => " (làm tròn)",
    };
    let bounded = if sum.bounded { " (theo mức ít nhất hoặc nhiều nhất)" } else { "" };
    if sum.rounding.is_none() && !sum.bounded {
        return format!("{product}{may}");
    }
    format!("{product} → {}{rounded}{bounded}{may}", sum.places)
}

const RANKING: Ranking = Ranking {
    title: "XẾP HẠNG",
    failing: "Số tiêu chí không đạt",
    missing: "Số tiêu chí chờ số liệu",
    in_the_way: "Điều còn vướng",
    first: |label| format!("Ưu tiên: {label}"),
    nearest: |criterion, reason| format!("{criterion}: {reason}"),
    and_others: |number| format!("và {} điều khác", count(Vi, number)),
    as_computed: "Hạng và “Kết quả” là kết quả tính; điều Hội đồng quyết định ở cột “Theo Hội đồng”",
    lacks: |what| format!("thiếu {what}"),
    others_lack: "chờ số liệu của nơi khác để xếp hạng trong nhóm",
    key_lacks: |what| format!("thiếu số liệu để xếp thứ tự: {what}"),
    not_applicable: "không áp dụng",
    no_data: "chưa có",
};

const CRITERIA: Criteria = Criteria {
    title: |side| match side {
        Side::Units => "KẾT QUẢ TỪNG TIÊU CHÍ CỦA TẬP THỂ",
        Side::Persons => "KẾT QUẢ TỪNG TIÊU CHÍ CỦA CÁ NHÂN",
    },
    legend: "✓ đạt    ✗ không đạt    ? chưa đủ số liệu    – không áp dụng",
    lists: |numbers| format!("Danh sách {numbers}"),
    remarked: "có ghi chú ở ô không đạt, thiếu số liệu, không áp dụng",
    not_remarked: |limit| format!("Trên {} dòng: ô không có ghi chú; lý do xem ở trang tính khác", count(Vi, limit)),
    required: |what| format!("yêu cầu: {what}"),
    reported_only: "chỉ theo dõi, không dùng để xét",
    only: |groups| format!("chỉ xét: {groups}"),
    when: |condition| format!("chỉ xét khi: {condition}"),
    source: |source| format!("Quy định trong tệp định nghĩa: {source}"),
};

const MISSING: Missing = Missing {
    title: "SỐ LIỆU THIẾU VÀ CHỖ CẦN XEM",
    none: "Mọi số liệu cần để xét đều đã có và dùng được; không có chỗ nào phải bổ sung hoặc xem lại.",
    what: "Vấn đề",
    needed_for: "Cần cho",
    waiting: "Số tập thể, cá nhân khác cùng chờ",
    effect: "Ảnh hưởng",
    may_decide: "Còn có thể đổi danh sách đề nghị",
    decides_nothing: "Không đổi danh sách đề nghị",
    ranking_of: |award| format!("xếp thứ tự “{award}”"),
    judging_of: |award| format!("xét “{award}”"),
    advice: "Cách xử lý",
    of_year: |figure, year| format!("{figure} năm {year}"),
    add_row: |who, file, year| format!("thêm dòng của {who} cho năm {year} vào tệp {file}"),
    everything: "toàn bộ số liệu",
    new_then: "khi ấy chưa thành lập nên không có số liệu để điền; khai when_new trong định nghĩa nếu kế hoạch có quy định",
    fill: "bổ sung số liệu vào ô này",
    fill_date: "ghi ngày vào ô này",
    fill_or_wait: "theo dõi đến hạn, ghi ngày khi có",
    set_figure: "điền con số này trong [figures] khi có hướng dẫn",
    check: "kiểm tra lại các số liệu này với đơn vị",
};

const REASONS: Reasons = Reasons {
    title: "GIẢI TRÌNH TỪNG KẾT LUẬN",
    criterion_id: "Mã tiêu chí",
    figures: "Số liệu",
    required: "Yêu cầu",
    gap: "Còn thiếu",
    reason: "Lý do",
    in_question_only: |limit| {
        format!("Trên {} dòng: chỉ ghi trường hợp được đề nghị, bằng nhau ở suất cuối, hoặc còn khả năng", count(Vi, limit))
    },
};

const SOURCES: Sources = Sources {
    title: "NGUỒN SỐ LIỆU VÀ QUY ĐỊNH ĐÃ DÙNG",
    tool: "Phần mềm",
    as_of: "Tính đến ngày",
    files: "Các tệp",
    size: "Dung lượng (byte)",
    digest: "SHA-256",
    used_for: "Dùng làm",
    definition: "Quy định (tệp định nghĩa)",
    data_of: |side| match side {
        Side::Units => "Số liệu tập thể",
        Side::Persons => "Số liệu cá nhân",
    },
    read: |side| match side {
        Side::Units => "Đã đọc bảng tập thể",
        Side::Persons => "Đã đọc bảng cá nhân",
    },
    read_list: |title, year| match year {
        Some(year) => format!("Đã đọc bảng chi tiết “{title}” năm {year}"),
        None => format!("Đã đọc bảng chi tiết “{title}”"),
    },
    heading_row: "Dòng tiêu đề",
    rows: "Dòng có nội dung dưới tiêu đề",
    subjects: "Dòng đưa vào xét",
    skipped: "Dòng bỏ qua",
    rejected: |with_year| if with_year { "Dòng không có mã hoặc năm" } else { "Dòng không có mã" },
    unknown: "Dòng có mã không rõ của ai",
    not_sent: "Chưa gửi",
    files_read: "Số tệp đã gộp",
    expected_list: "Danh sách đơn vị phải gửi",
    empty_rows: "Dòng trống xen giữa",
    hidden_rows: "Dòng ẩn (vẫn đọc)",
    hidden_columns: "Cột ẩn (vẫn đọc)",
    unread: "Cột không dùng",
    earlier: "Số liệu các năm trước",
    year: "Năm",
    rows_left_out: "Các dòng không đưa vào xét",
    row: "Dòng",
    why: "Vì sao",
    columns: "Các cột đã đọc",
    column: "Cột",
    heading: "Tiêu đề trong tệp",
    short_name: "Tên ngắn",
    kind: "Loại số liệu",
    filled: "Số ô có nội dung",
    key_id: "(mã)",
    key_name: "(tên)",
    key_group: "(khối)",
    key_year: "(năm)",
    read_decisions: "Đã đọc quyết định của Hội đồng",
    other_years: "Dòng của năm khác",
    key_unit: "(mã đơn vị)",
    of_kind: |kind| match kind {
        Kind::Count => "số đếm",
        Kind::Number => "số",
        Kind::Percent => "tỷ lệ %",
        Kind::Score => "điểm",
        Kind::Rank => "thứ hạng",
        Kind::Money => "số tiền",
        Kind::Rating => "xếp loại",
        Kind::YesNo => "có/không",
        Kind::Date => "ngày",
        Kind::Text => "chữ",
    },
    notes: "Lưu ý khi đọc",
    text: "Toàn văn tệp định nghĩa",
};

const TOLD: Told = Told {
    quota: |quota| format!("số lượng {quota}"),
    chosen: |number| format!("đề nghị {}", count(Vi, number)),
    uncertain: |number| format!("trong đó {} chưa chắc chắn", count(Vi, number)),
    pending: |number, possible| format!("{} chờ số liệu, {} còn khả năng", count(Vi, number), count(Vi, possible)),
    missing: |cells, whose, deciding| {
        format!(
            "Thiếu hoặc chưa dùng được {} ô số liệu của {whose}; {} ô còn có thể đổi danh sách đề nghị",
            count(Vi, cells),
            count(Vi, deciding)
        )
    },
    place: |place, among, quota| format!("hạng {place} trong {} trường hợp đủ tiêu chuẩn; {quota}", count(Vi, among)),
    failing: |number| format!("{} tiêu chí không đạt; gần đạt nhất trước:", count(Vi, number)),
    outside: |what, number| format!("{what}: {} trường hợp còn khả năng", count(Vi, number)),
    unknown_pool: "Chưa rõ phần số lượng",
    key: |name, value, cells| {
        let cells = if cells.is_empty() { String::new() } else { format!(" ({cells})") };
        format!("căn cứ xếp hạng — {name}: {value}{cells}")
    },
    last: |of, value| match of {
        Side::Units => format!("tập thể cuối cùng được đề nghị: {value}"),
        Side::Persons => format!("người cuối cùng được đề nghị: {value}"),
    },
    no_places: "số lượng là 0, nên dù đủ số liệu cũng không có suất nào",
    hopeless: "dù số liệu còn thiếu ở mức tốt nhất thì các suất vẫn đủ người chắc chắn xếp trên",
    range: |places, among, quota| {
        format!(
            "hạng {places} khi tính cả trường hợp còn chờ số liệu; hiện có {} trường hợp đủ tiêu chuẩn; {quota}",
            count(Vi, among)
        )
    },
};
