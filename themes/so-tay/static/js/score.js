/* What a filled scorecard comes to. The same rules, on tenths of a point, as `model/scorecard.rs`; one file of cases holds
   the two together. Pure: no page is known here. */
'use strict';
(function (home) {
  function find(list, test) {
    var found = null;
    list.forEach(function (one) { if (found === null && test(one)) found = one; });
    return found;
  }

  function sum(list, of) {
    return list.reduce(function (total, one) { return total + of(one); }, 0);
  }

  /* The level that a total reaches, knock-outs aside; null below every level. */
  function levelOf(card, total) {
    var best = null;
    card.levels.forEach(function (level) {
      if (level.from <= total && (best === null || level.from >= best.from)) best = level;
    });
    return best;
  }

  /* Points by criterion id, in tenths; a criterion without an entry is at its maximum, points above it count as it.
     `skipped` are the ids of criteria that do not apply. */
  function score(card, points, skipped) {
    var given = function (criterion) {
      var own = Object.prototype.hasOwnProperty.call(points, criterion.id) ? points[criterion.id] : criterion.max;
      return Math.min(own, criterion.max);
    };
    var max = function (criterion) { return criterion.max; };
    var applies = card.criteria.filter(function (criterion) { return skipped.indexOf(criterion.id) < 0; });
    var counted = sum(applies, given);
    var possible = sum(applies, max);
    var all = sum(card.criteria, max);
    var total = counted + all - possible;
    if (card.scale) total = possible > 0 ? Math.floor((counted * all + Math.floor(possible / 2)) / possible) : 0;
    var byTotal = levelOf(card, total);
    var capped = byTotal && find(card.knockouts, function (rule) {
      return rule.level === byTotal.name && applies.some(function (criterion) {
        return rule.full.indexOf(criterion.id) >= 0 && given(criterion) < criterion.max;
      });
    });
    return {
      total: total,
      byTotal: byTotal && byTotal.name,
      level: capped ? capped.otherwise : byTotal && byTotal.name,
      missed: capped ? applies.filter(function (criterion) {
        return capped.full.indexOf(criterion.id) >= 0 && given(criterion) < criterion.max;
      }).map(function (criterion) { return criterion.id; }) : []
    };
  }

  home.score = score;
})(window.sotay);
