// How confirmations stand. Nothing in the answer could answer one.

import { get } from './api.js';
import { onSubmit } from './forms.js';
import { element, say } from './views.js';

export function wireConfirmations() {
  onSubmit(document.getElementById('find-confirmations'), async values => {
    say('');
    const wanted = Object.entries(values).filter(([, value]) => value !== '');
    const found = await get(`/admin/confirmations?${new URLSearchParams(wanted)}`);
    document.getElementById('confirmations').replaceChildren(...found.map(line));
    say(found.length === 0 ? 'There is no such confirmation.' : `${found.length} confirmations, newest first.`);
  });
}

function line(state) {
  const details = [state.method, state.user_id ? `user ${state.user_id}` : 'nobody yet', `${state.attempts} wrong answers`];
  return element('li', [
    element('time', new Date(state.created_at).toLocaleString(), { datetime: state.created_at }),
    ' ',
    element('strong', `${state.action}: ${state.state}`),
    element('span', [' ', details.filter(Boolean).join(', ')], { class: 'hint' }),
  ]);
}
