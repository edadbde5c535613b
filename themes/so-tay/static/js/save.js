/* Files that a page hands to its reader, made in the browser. */
'use strict';
(function (sotay) {
  /* Semicolons where the comma is the decimal sign; a mark at the start, or spreadsheets misread Vietnamese letters.
     A cell that a spreadsheet would take for a formula is made a text. */
  sotay.csv = function (lines, english) {
    var mark = english ? ',' : ';';
    return '\ufeff' + lines.map(function (cells) {
      return cells.map(function (cell) {
        var text = String(cell).replace(/^[=+\-@\t\r]/, "'$&");
        return /[",;\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
      }).join(mark) + '\r\n';
    }).join('');
  };

  sotay.save = function (name, text, type) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: type + ';charset=utf-8' }));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  };
})(window.sotay);
