// Asks for a code before something changes, and repeats the change with it.

import { post } from './api.js';
import { clearErrors, onSubmit, run } from './forms.js';
import { button, element, openDialog, say } from './views.js';
import { describe, isDelivered } from './words.js';

const dialog = document.getElementById('proof');
const form = document.getElementById('proof-form');
const status = document.getElementById('proof-status');
let current = null;

/** The person closed the dialog: nothing was changed, and there is nothing to say. */
export class Cancelled extends Error {}

/**
 * Opens the dialog and runs `action({ code, new_primary_method? })` for each answer until it succeeds.
 * `from` are the enrolments whose code will do, `successors` those that may become primary.
 */
export function prove({ title, text, submit, from, successors = [] }, action) {
  document.getElementById('proof-title').textContent = title;
  document.getElementById('proof-text').textContent = text;
  document.getElementById('proof-submit').textContent = submit;
  document.getElementById('proof-senders').replaceChildren(...from.filter(isDelivered).map(sender));
  document.getElementById('proof-primary-field').hidden = successors.length === 0;
  form.elements.new_primary_method.replaceChildren(
    ...successors.map(successor => element('option', describe(successor), { value: successor.name })));
  form.elements.code.value = '';
  clearErrors(form);
  say('', status);
  openDialog(dialog);
  return new Promise((resolve, reject) => { current = { action, resolve, reject, asksSuccessor: successors.length > 0 }; });
}

/** Runs `action(proof)`; where the server wants a fresh proof it asks for a code first. */
export async function withFreshProof(enrolments, action) {
  try {
    return await action({});
  } catch (error) {
    if (error.code !== 'fresh_proof_required') {
      throw error;
    }
  }

  const asked = {
    title: 'Is it you?',
    text: 'You signed in a while ago. Give a code of one of your methods, or a backup code.',
    submit: 'Continue',
    from: enrolments,
  };
  return prove(asked, action);
}

export function wireProof() {
  onSubmit(form, async values => {
    const { action, resolve, asksSuccessor } = current;
    const result = await action(asksSuccessor ? values : { code: values.code });
    current = null;
    dialog.close();
    resolve(result);
  });
  dialog.addEventListener('close', () => {
    current?.reject(new Cancelled());
    current = null;
  });
}

function sender(enrolment) {
  const name = `Send me a code: ${describe(enrolment)}`;
  return button(name, () => run(form, async () => {
    const answer = await post('/auth/code/request', { method: enrolment.name, id: enrolment.id });
    say(answer.details, status);
    form.elements.code.focus();
  }));
}
