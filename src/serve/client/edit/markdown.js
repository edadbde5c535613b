// Changing Markdown in a text area so that the browser's own undo goes on working. Nothing is known of dialogs here.
'use strict';

/* Puts a text in place of what is chosen, as if it were typed. */
export function type(area, text, select = null) {
  area.focus();
  const start = area.selectionStart;
  // The only way that keeps the browser's undo; where it is gone, the text still gets in.
  const done = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (!done && area.value.slice(start, start + text.length) !== text) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (select) area.setSelectionRange(start + select[0], start + select[1]);
}

const chosen = (area) => area.value.slice(area.selectionStart, area.selectionEnd);

/* Puts marks around what is chosen, or takes them away. */
export function wrap(area, mark, placeholder) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const text = chosen(area);
  const outside = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark
    && value[start - mark.length - 1] !== '*' && value[end + mark.length] !== '*';
  if (outside) {
    area.setSelectionRange(start - mark.length, end + mark.length);
    return type(area, text, [0, text.length]);
  }
  const inner = text || placeholder;
  return type(area, `${mark}${inner}${mark}`, [mark.length, mark.length + inner.length]);
}

/* The lines that the selection touches, chosen as a whole. */
function chooseLines(area) {
  const { value } = area;
  const start = value.lastIndexOf('\n', area.selectionStart - 1) + 1;
  const found = value.indexOf('\n', Math.max(area.selectionEnd - (area.selectionEnd > area.selectionStart && value[area.selectionEnd - 1] === '\n' ? 1 : 0), start));
  area.setSelectionRange(start, found < 0 ? value.length : found);
  return chosen(area).split('\n');
}

const MARK = /^(\s*)(#{1,6} |[-*+] |\d+[.)] |> )?/;

/* Gives the lines a mark at their beginning, or takes it away if all have it. `mark` is a text or a function of the number. */
export function prefix(area, mark) {
  const lines = chooseLines(area);
  const of = (index) => (typeof mark === 'function' ? mark(index) : mark);
  const filled = lines.filter((line) => line.trim() || lines.length === 1);
  const all = filled.every((line, index) => line.trimStart().startsWith(of(index).trimEnd()) && line.trim() !== '');
  let index = -1;
  const next = lines.map((line) => {
    if (!line.trim() && lines.length > 1) return line;
    index += 1;
    return line.replace(MARK, (_, space) => space + (all ? '' : of(index)));
  }).join('\n');
  type(area, next, next.includes('\n') ? [0, next.length] : [next.length, next.length]);
}

/* Puts a block on lines of its own at the place of the caret. `select` is a piece of it to be chosen then. */
export function block(area, text, select = '') {
  const { value } = area;
  area.setSelectionRange(area.selectionEnd, area.selectionEnd);
  const before = value.slice(0, area.selectionEnd);
  const after = value.slice(area.selectionEnd);
  const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const tail = after === '' ? '\n' : after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  const at = select ? text.indexOf(select) : -1;
  type(area, lead + text + tail, at < 0 ? null : [lead.length + at, lead.length + at + select.length]);
}

/* Puts a piece into the line. */
export const inline = (area, text) => type(area, text);

/* Enter in a list goes on with the list; in an empty item it ends it. Tells whether it did something. */
export function enter(area) {
  if (area.selectionStart !== area.selectionEnd) return false;
  const start = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1;
  const line = area.value.slice(start, area.selectionStart);
  const [, space, mark, rest] = /^(\s*)([-*+] |\d+[.)] |> )(.*)$/.exec(line) ?? [];
  if (!mark) return false;
  if (!rest.trim()) {
    area.setSelectionRange(start, area.selectionStart);
    type(area, '');
    return true;
  }
  const next = /^\d/.test(mark) ? mark.replace(/\d+/, (number) => Number(number) + 1) : mark;
  type(area, `\n${space}${next}`);
  return true;
}

/* Chooses a line, counted from 1, and shows it. */
export function goToLine(area, line) {
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.setSelectionRange(start, start);
  // A browser shows the caret when the field gets the focus anew.
  area.blur();
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
}
