// How the keys of front matter are shown: their order, which stand in the foreground, what their choices are called.
// Which keys there are, and of what shape, is the schema's alone: a key that is not named here is shown all the same.
'use strict';

import { lang } from './words.js';

/* Keys of each kind in the order in which one fills them in; `title` and `summary` come before them, the rest after. */
export const ORDER = {
  directive: ['number', 'issuer', 'issued', 'about', 'paper', 'family', 'effective', 'replaces', 'replaced_by', 'replaced_on', 'other_names', 'status_note', 'verified'],
  guidance: ['year', 'issuer', 'valid', 'basis', 'supersedes'],
  topic: ['theme', 'quarter', 'minutes', 'directives', 'objectives', 'questions', 'commitments', 'facilitation', 'presenter_notes'],
  agenda: ['unit', 'meeting', 'starts', 'place', 'chair', 'secretary', 'items', 'preparation', 'guests', 'number', 'guide', 'scorecard', 'extends', 'at_most', 'members', 'rules'],
  guide: ['org_type', 'plan', 'participants', 'roles', 'preparation', 'scripts', 'materials', 'observation', 'mistakes', 'review'],
  scorecard: ['subject', 'basis', 'valid', 'total', 'groups', 'levels', 'if_not_applicable', 'knockouts', 'examples'],
  form: ['paper', 'family', 'number', 'basis', 'blanks', 'signatures', 'recipients'],
  course: ['audience', 'hours', 'place', 'programme', 'sessions', 'assessment', 'basis'],
  lesson: ['course', 'number', 'hours', 'objectives', 'homework', 'lecturer_notes', 'outline'],
  calendar: ['year', 'units', 'entries'],
  bulletin: ['month', 'materials'],
  page: [],
  section: ['pages', 'sort', 'doors'],
};
export const LEAD = ['title', 'summary', 'date', 'draft'];
export const FILING = ['org_types', 'themes', 'tags', 'sources', 'evidence', 'reviewed', 'review_by', 'sample'];
export const ADVANCED = ['kind', 'slug', 'order', 'aliases', 'historical', 'public_data'];

/* Texts that want several lines. */
export const LONG = new Set(['summary', 'presenter_notes', 'lecturer_notes', 'status_note', 'spoken', 'how', 'note', 'about', 'text', 'good', 'duty', 'content', 'evidence']);
/* Narrow fields, several on a line. */
export const SHORT = new Set(['date', 'issued', 'number', 'minutes', 'quarter', 'year', 'hours', 'total', 'month', 'max', 'order', 'reviewed', 'review_by', 'replaced_on',
  'from', 'until', 'starts', 'at_most', 'members', 'points', 'below', 'time', 'family', 'draft', 'if_not_applicable', 'sort']);
/* Keys whose values are looked for in a list although any text is allowed. */
export const LISTED = { issuer: 'issuer', theme: 'theme', themes: 'theme', tags: 'tag', rules: 'rules' };

/* Rows of a list of objects: what stands in columns, in order; the rest is under “more”. `cards` have inner lists,
   `computed`: the build knows what they come to. */
export const ROWS = {
  Item: { columns: ['title', 'minutes', 'lead'], more: ['part', 'topic', 'vote', 'break', 'note', 'inherit', 'materials'], sum: 'minutes' },
  ScriptLine: { columns: ['content', 'minutes', 'actor', 'spoken'], sum: 'minutes' },
  FacilitationStep: { columns: ['title', 'minutes', 'how'], sum: 'minutes' },
  ProgrammeUnit: { columns: ['title', 'hours', 'lecturer'], sum: 'hours', computed: true },
  Session: { columns: ['starts', 'title', 'minutes', 'hours', 'lecturer'], sum: 'hours', computed: true },
  Criterion: { columns: ['id', 'title', 'max', 'scoring'], sum: 'max', computed: true },
  Group: { columns: ['number', 'title', 'max'], sum: 'max', cards: true, computed: true },
  Band: { columns: ['label', 'points', 'from', 'below'], computed: true },
  Level: { columns: ['name', 'from'] },
  Knockout: { columns: ['level', 'full', 'otherwise'], cards: true },
  Example: { columns: ['title', 'total', 'level'], cards: true, computed: true },
  Script: { columns: ['meeting', 'title'], cards: true },
  Role: { columns: ['role', 'duty'] },
  Observation: { columns: ['item', 'good'] },
  Blank: { columns: ['label', 'how', 'required'] },
  Signature: { columns: ['authority', 'position'] },
  Entry: { columns: ['month', 'meeting', 'unit', 'topic'] },
  Material: { columns: ['title', 'page', 'directive'] },
  Source: { columns: ['title', 'date', 'evidence'] },
  Door: { columns: ['reader', 'pages'], cards: true },
};
/* Widths of columns in a row, in shares. */
export const WIDTH = { title: 'wide', content: 'wide', item: 'wide', label: 'wide', duty: 'wide', how: 'wide', spoken: 'wide', good: 'wide',
  minutes: 'slim', hours: 'slim', max: 'slim', points: 'slim', from: 'slim', below: 'slim', total: 'slim', id: 'slim', number: 'slim', month: 'slim', required: 'slim' };

const CHOICES = {
  A: ['A · văn bản gốc', 'A · the document itself'],
  B: ['B · báo chí, trang của cơ quan', 'B · press, a public office’s page'],
  C: ['C · nguồn gián tiếp, chưa đối chiếu', 'C · secondary, not compared'],
  K: ['K · kinh nghiệm nghiệp vụ', 'K · professional practice'],
  party: ['Văn bản của Đảng', 'Party paper'],
  state: ['Văn bản hành chính nhà nước', 'State paper'],
  regular: ['Sinh hoạt thường kỳ', 'Regular meeting'],
  thematic: ['Sinh hoạt chuyên đề', 'Thematic meeting'],
  'regular+thematic': ['Thường kỳ kết hợp chuyên đề', 'Regular with a theme'],
  committee: ['Họp chi ủy', 'Committee meeting'],
  conference: ['Hội nghị, đại hội', 'Conference, congress'],
  class: ['Buổi học của một lớp', 'Session of a class'],
  opening: ['Mở đầu', 'Opening'],
  content: ['Nội dung', 'Content'],
  theme: ['Phần chuyên đề của buổi kết hợp', 'Theme of a combined meeting'],
  closing: ['Kết thúc', 'Closing'],
  add: ['Cộng điểm', 'Points added up'],
  choose: ['Chọn một mức', 'One of the bands'],
  full: ['Tính đủ điểm', 'Count in full'],
  scale: ['Quy đổi theo tỷ lệ', 'Scale to the maximum'],
  title: ['Theo tên', 'By title'],
  newest: ['Mới nhất trước', 'Newest first'],
  oldest: ['Cũ nhất trước', 'Oldest first'],
  minutes: ['Biên bản sinh hoạt chi bộ', 'Minutes of a cell’s meeting'],
  'committee-minutes': ['Biên bản họp chi ủy', 'Minutes of the committee'],
  'roll-call': ['Danh sách điểm danh', 'Roll call'],
  resolution: ['Nghị quyết', 'Resolution'],
  conclusion: ['Kết luận', 'Conclusion'],
  invitation: ['Giấy mời', 'Invitation'],
  'vote-sheet': ['Phiếu biểu quyết', 'Voting sheet'],
  'observation-sheet': ['Phiếu quan sát', 'Observation sheet'],
  report: ['Báo cáo kết quả', 'Report'],
  'class-register': ['Sổ theo dõi lớp học', 'Class register'],
  certificate: ['Giấy chứng nhận', 'Certificate'],
  other: ['Khác', 'Other'],
  directive: ['Văn bản', 'Directive'],
  guidance: ['Hướng dẫn năm', 'Yearly guidance'],
  topic: ['Chuyên đề', 'Topic'],
  agenda: ['Chương trình', 'Agenda'],
  guide: ['Sinh hoạt mẫu', 'Model-meeting guide'],
  scorecard: ['Phiếu chấm điểm', 'Scorecard'],
  form: ['Biểu mẫu', 'Form'],
  course: ['Lớp bồi dưỡng', 'Course'],
  lesson: ['Bài giảng', 'Lesson'],
  calendar: ['Lịch sinh hoạt', 'Year plan'],
  bulletin: ['Tài liệu tháng', 'Monthly material'],
  page: ['Trang', 'Page'],
  section: ['Mục', 'Section'],
};

/* What a choice is called; its own words where there are none here. */
export const choiceLabel = (option) => CHOICES[option.const]?.[lang() === 'vi' ? 0 : 1]
  ?? option.title ?? (lang() === 'vi' ? null : option.description)?.replace(/\.$/, '') ?? String(option.const);

/* What a kind is called. */
export const kindLabel = (kind, schema) => (lang() === 'vi' ? schema?.title ?? kind : choiceLabel({ const: kind }).toLowerCase());

/* What a key is called: in Vietnamese the schema's title, in English the key itself. */
export const labelOf = (key, schema) => (lang() === 'vi' ? schema?.title ?? key : (key.charAt(0).toUpperCase() + key.slice(1)).replace(/_/g, ' '));

/* A remark under a field, where its name does not say enough. In English the schema says it for every key. */
const HELP = {
  title: 'Tên trang, như đọc trong danh sách và ở đầu trang.',
  summary: 'Một, hai câu cho danh sách và kết quả tìm kiếm.',
  date: 'Hiệu lực của văn bản được dẫn xét theo ngày này.',
  draft: 'Bản nháp chưa hiện trong sổ tay.',
  theme: 'Chủ đề lớn mà chuyên đề thuộc về.',
  minutes: 'Tính bằng phút.',
  directives: 'Chọn trong danh bạ văn bản: gõ số, tên hoặc chữ viết tắt.',
  basis: 'Chọn trong danh bạ văn bản: gõ số, tên hoặc chữ viết tắt.',
  replaces: 'Những văn bản mà văn bản này thay thế.',
  org_types: 'Không chọn gì là dành cho mọi loại hình.',
  objectives: 'Sau buổi này, đảng viên làm được việc gì.',
  questions: 'Gắn với việc của chính người trả lời.',
  presenter_notes: 'Không có trong bản phát cho đảng viên.',
  lecturer_notes: 'Không có trong bản phát cho học viên.',
  facilitation: 'Không có trong bản phát cho đảng viên.',
  at_most: 'Dài hơn mức này thì được nhắc.',
  members: 'Chỉ ghi khi khác số trong thiết lập.',
  rules: 'Chỉ ghi khi ngày họp không tự chọn đúng bộ quy định.',
  extends: 'Chương trình mẫu để lấy lại các phần.',
  slug: 'Phần cuối của địa chỉ, khi không muốn lấy theo tên tệp.',
  order: 'Số nhỏ đứng trước trong mục.',
  aliases: 'Địa chỉ cũ, tự chuyển về trang này.',
  historical: 'Trang kể chuyện đã qua: dẫn văn bản cũ là có chủ ý.',
  public_data: 'Những số trông như dữ liệu riêng và chữ trông như dấu mật trong trang là công khai.',
  sample: 'Chi bộ, con người, con số trong trang là ví dụ.',
  evidence: 'Mức chắc chắn thấp nhất của điều trang nói.',
  review_by: 'Bỏ trống thì tính theo thiết lập chung.',
  kind: 'Bỏ trống thì lấy theo mục.',
  number: 'Thí dụ: 42-HD/BTCTW.',
  if_not_applicable: 'Cách tính khi một dòng không áp dụng.',
};
const HELP_OF = { agenda: { number: null }, lesson: { number: 'Thứ tự của bài trong lớp.' }, form: { number: 'Thí dụ: Số …-NQ/CB.' } };

export const helpOf = (key, schema, kind) => {
  if (lang() !== 'vi') return (schema?.description ?? '').replace(/\s+/g, ' ').replace(/\s*\(`domain\.md`[^)]*\)/g, '');
  return HELP_OF[kind]?.[key] !== undefined ? HELP_OF[kind][key] : HELP[key] ?? '';
};
