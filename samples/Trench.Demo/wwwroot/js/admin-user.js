// One user: what there is, and what an administrator may do about it.

import { get, post, remove } from './api.js';
import { ask } from './admin-act.js';
import { openEvents } from './admin-events.js';
import { onSubmit } from './forms.js';
import { button, element, say } from './views.js';
import { capital, describe } from './words.js';

const found = document.getElementById('found');

export function wireUser() {
  onSubmit(document.getElementById('find'), async ({ name }) => {
    say('');
    found.hidden = true;
    const [user] = await get(`/admin/users?name=${encodeURIComponent(name)}`);
    if (user) {
      await show(user);
      document.getElementById('found-title').focus();
    } else {
      say('There is no such user.');
    }
  });
}

async function show(user) {
  const enrolments = await get(`/admin/users/${encodeURIComponent(user.id)}/enrolments`);
  document.getElementById('found-title').textContent = user.username;
  document.getElementById('found-id').textContent = user.id;
  document.getElementById('found-state').textContent = user.is_active ? 'May sign in.' : 'Disabled.';
  document.getElementById('found-actions').replaceChildren(...actions(user));
  document.getElementById('no-enrolments').hidden = enrolments.length > 0;
  document.getElementById('enrolments').replaceChildren(...enrolments.map(enrolment => card(user, enrolment)));
  found.hidden = false;
  await openEvents(user);
}

function actions(user) {
  const path = `/admin/users/${encodeURIComponent(user.id)}`;
  const again = message => async () => {
    await show((await get(`/admin/users?name=${encodeURIComponent(user.id)}`))[0]);
    say(message);
  };
  const reset = {
    title: 'Reset all methods',
    text: `${user.username} loses every method and backup code, and is logged out. The password alone opens the account then.`,
    submit: 'Reset',
  };
  const disable = { title: 'Disable', text: `${user.username} is logged out and cannot log in any more.`, submit: 'Disable' };
  const enable = { title: 'Enable', text: `${user.username} may log in again.`, submit: 'Enable' };
  return [
    button('Reset all methods', () => ask(reset, body => post(`${path}/reset`, body), again('All methods are reset.'))),
    user.is_active
      ? button('Disable', () => ask(disable, body => post(`${path}/disable`, body), again('The user is disabled.')))
      : button('Enable', () => ask(enable, body => post(`${path}/enable`, body), again('The user is enabled.'))),
  ];
}

function card(user, enrolment) {
  const words = describe(enrolment);
  const badges = [...(enrolment.is_primary ? ['Primary'] : []), ...(enrolment.status === 'active' ? [] : [capital(enrolment.status)])];
  const heading = element('h4', [capital(words), ...badges.flatMap(text => [' ', element('span', text, { class: 'badge' })])]);
  const facts = [
    `Added ${instant(enrolment.created_at)}.`,
    enrolment.last_used_at ? `Last used ${instant(enrolment.last_used_at)}.` : 'Never used since.',
    `${enrolment.backup_codes_left} backup codes left.`,
  ];
  const asked = { title: 'Remove one method', text: `${capital(words)} of ${user.username} is removed with its backup codes.`, submit: 'Remove' };
  const path = `/admin/users/${encodeURIComponent(user.id)}/enrolments/${encodeURIComponent(enrolment.id)}`;
  const removed = async () => {
    await show(user);
    say('The method is removed.');
  };
  const removal = button('Remove', () => ask(asked, body => remove(path, body), removed), { name: `Remove: ${words}` });
  return element('li', [heading, element('p', facts.join(' '), { class: 'hint' }), element('div', removal, { class: 'actions' })]);
}

const instant = text => new Date(text).toLocaleString();
