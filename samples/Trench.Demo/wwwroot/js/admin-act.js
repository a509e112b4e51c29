// Asks why, and where the server wants it for a code of the administrator's own, before something changes.

import { clearErrors, onSubmit } from './forms.js';
import { openDialog } from './views.js';

const dialog = document.getElementById('act');
const form = document.getElementById('act-form');
const codeField = document.getElementById('act-code-field');
let current = null;

/** Opens the dialog and runs `action({ reason, code? })` for each answer until it succeeds; then `done`. */
export function ask({ title, text, submit }, action, done) {
  document.getElementById('act-title').textContent = title;
  document.getElementById('act-text').textContent = text;
  document.getElementById('act-submit').textContent = submit;
  form.reset();
  clearErrors(form);
  codeField.hidden = true;
  current = { action, done };
  openDialog(dialog);
}

export function wireAct() {
  onSubmit(form, async ({ reason, code }) => {
    try {
      await current.action({ ...(reason ? { reason } : {}), ...(code ? { code } : {}) });
    } catch (error) {
      codeField.hidden &&= error.code !== 'fresh_proof_required';
      throw error;
    }

    dialog.close();
    await current.done();
  });
}
