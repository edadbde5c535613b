// Where changes are until they are saved: in the file when asked, on the server every few seconds, in this browser at
// once. So nothing is lost when the server, the browser or the machine stops.
'use strict';

import { api, Refused, watchConnection } from './api.js';
import { later, toast } from './dom.js';
import { resolveClash } from './clash.js';
import { same } from './draft.js';
import { t } from './words.js';

const KEY = 'sotay-edit:';

const local = {
  put(path, state) { try { localStorage.setItem(KEY + path, JSON.stringify(state)); } catch { /* full or forbidden: the server keeps it too */ } },
  get(path) { try { return JSON.parse(localStorage.getItem(KEY + path)); } catch { return null; } },
  drop(path) { try { localStorage.removeItem(KEY + path); } catch { /* as above */ } },
};

/* The newest unsaved state of a page that is kept anywhere, null if there is none or it says what the file says. */
export function kept(page) {
  const here = local.get(page.path);
  const found = [here, page.autosaved].filter(Boolean).sort((a, b) => String(b.saved).localeCompare(String(a.saved)))[0];
  if (!found) return null;
  const now = page.raw !== undefined && page.raw !== null ? { raw: page.raw } : { head: page.head, body: page.body };
  const then = now.raw !== undefined ? { raw: found.raw } : { head: found.head, body: found.body };
  if (Object.values(then).some((value) => value === undefined)) return null;
  if (same(now, then)) { local.drop(page.path); return null; }
  return found;
}

/* Drops what is kept of a page. */
export async function forget(path) {
  local.drop(path);
  await api.forget(path).catch(() => {});
}

/* Follows a draft; `show(state, detail)` is told: saved, unsaved, kept, saving, failed. */
export function storeOf(draft, show) {
  let saving = null;
  let known = null;
  let gone = false;

  const keepHere = later(() => local.put(draft.path, { ...draft.state(), base: draft.hash, saved: new Date().toISOString() }), 250);
  const keepThere = later(async () => {
    const state = draft.state();
    if (!draft.isDirty() || gone || saving) return;
    try {
      await api.autosave({ ...state, base: draft.hash });
      known = state;
      // It may have been saved, or changed back, in the meantime.
      if (!draft.isDirty()) forget(draft.path);
      else if (!saving) show('kept', new Date().toISOString());
    } catch (error) {
      if (error instanceof Refused) show('unsaved', error.message);
    }
  }, 2000);

  draft.listen(() => {
    if (gone) return;
    if (!draft.isDirty()) {
      keepHere.drop();
      keepThere.drop();
      forget(draft.path);
      show('saved');
      return;
    }
    show('unsaved');
    keepHere();
    keepThere();
  });

  watchConnection((reachable) => { if (reachable && !gone && draft.isDirty()) keepThere(); });

  /* Sends a state; where the file was changed underneath, the two are brought together first. */
  async function send(state, base) {
    try {
      return { sent: state, answer: await api.save({ ...state, base }) };
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 409 || !error.answer?.theirs) throw error;
      const { theirs } = error.answer;
      const merged = await resolveClash(draft.common, state, theirs);
      if (!merged) return null;
      draft.settle(theirs.hash, { path: draft.path, ...theirs });
      draft.take(merged);
      return send(draft.state(), theirs.hash);
    }
  }

  async function write() {
    keepThere.drop();
    show('saving');
    try {
      const done = await send(draft.state(), draft.hash);
      if (!done) { show('unsaved'); return false; }
      const { sent, answer } = done;
      const still = same(draft.state(), sent);
      if (answer.merged) {
        // Typing went on meanwhile: the next save brings the two together once more.
        if (still) { draft.settle(answer.hash, { path: draft.path, head: answer.head, body: answer.body }); draft.take(answer); }
        toast(t('merged'));
      } else draft.settle(answer.hash, sent);
      if (draft.isDirty()) { show('unsaved'); keepThere(); } else { keepHere.drop(); forget(draft.path); show('saved', new Date().toISOString()); }
      return true;
    } catch (error) {
      show('failed', error.message ? [error.message, error.hint].filter(Boolean).join('. ') : t('lost_kept'));
      keepHere.now();
      return false;
    }
  }

  return {
    /* Saves into the file; two calls at once are one. */
    save() {
      saving ??= write().finally(() => { saving = null; });
      return saving;
    },
    /* What is not saved is kept before one leaves. */
    leave() {
      if (draft.isDirty() && !gone) {
        keepHere.now();
        if (!same(known, draft.state())) api.autosave({ ...draft.state(), base: draft.hash }, JSON.stringify(draft.state()).length < 60_000).catch(() => {});
      }
    },
    /* The page is gone or elsewhere: nothing of this draft is kept any more. */
    stop() { gone = true; keepHere.drop(); keepThere.drop(); local.drop(draft.path); },
    end() { this.leave(); gone = true; keepHere.drop(); keepThere.drop(); },
  };
}
