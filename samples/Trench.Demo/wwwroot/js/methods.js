// The signed-in person's methods, and what can be done with each.

import { get, post } from './api.js';
import { showBackupCodes } from './backup-codes.js';
import { enrol } from './enrol.js';
import { explain } from './forms.js';
import { Cancelled, prove } from './proof.js';
import { button, element, say, showView } from './views.js';
import { capital, describe, methodName } from './words.js';

// Methods this page has a dialog for; others of the server are shown and managed, but not added here.
const canAdd = method => method === 'app' || method.startsWith('email') || method.startsWith('sms');

export async function openHome(message = '') {
  const [user, config] = await Promise.all([get('/auth/users/me'), get('/auth/mfa/config')]);
  document.getElementById('user-name').textContent = user.username;
  await showMethods(user, config);
  showView('home');
  say(message);
}

async function showMethods(user, config) {
  const enrolments = await get('/auth/mfa/user-active-methods');
  const page = { user, config, enrolments };
  document.getElementById('no-methods').hidden = enrolments.length > 0;
  document.getElementById('methods').replaceChildren(...enrolments.map(enrolment => card(enrolment, page)));
  document.getElementById('add-methods').replaceChildren(...config.methods.filter(canAdd).map(method => adder(method, page)));
}

function adder(method, page) {
  const isSecond = page.enrolments.some(enrolment => enrolment.name === method);
  const text = `Add ${isSecond ? 'another ' : ''}${methodName(method)}`;
  const onClick = () => change(page, () => enrol(method, { enrolments: page.enrolments, user: page.user }));
  return button(text, onClick, { style: isSecond ? 'secondary' : '' });
}

function card(enrolment, page) {
  const words = describe(enrolment);
  const heading = element('h3', [capital(words), ...(enrolment.is_primary ? [' ', element('span', 'Primary', { class: 'badge' })] : [])]);
  const action = (text, act) => button(text, () => change(page, () => act(enrolment, page)), { name: `${text}: ${words}` });
  const actions = [
    ...(enrolment.is_primary ? [] : [action('Make primary', makePrimary)]),
    ...(page.config.allow_backup_codes_regeneration ? [action('New backup codes', regenerate)] : []),
    action('Deactivate', deactivate),
  ];
  return element('li', [heading, element('div', actions, { class: 'actions' })]);
}

// What a click changes: afterwards the list is read again, and what went wrong is said above it.
async function change(page, act) {
  const alert = document.getElementById('home-alert');
  alert.textContent = '';
  say('');
  try {
    say(await act() ?? '');
  } catch (error) {
    if (!(error instanceof Cancelled)) {
      const { fields, general } = explain(error);
      alert.textContent = [...Object.values(fields), ...general].join(' ');
    }
  }

  await showMethods(page.user, page.config);
}

async function makePrimary(enrolment, { enrolments }) {
  const asked = {
    title: 'Make it primary',
    text: `The login will ask for ${describe(enrolment)} first. Give a code of it, or of your primary method.`,
    submit: 'Make primary',
    from: enrolments.filter(other => other.is_primary || other.id === enrolment.id),
  };
  await prove(asked, ({ code }) => post('/auth/mfa/change-primary-method', { method: enrolment.name, id: enrolment.id, code }));
  return `${capital(describe(enrolment))} is your primary method now.`;
}

async function deactivate(enrolment, { enrolments }) {
  const others = enrolments.filter(other => other.id !== enrolment.id);
  const warning = others.length === 0 ? 'Your password alone will open this account. ' : '';
  const asked = {
    title: 'Deactivate',
    text: `${capital(describe(enrolment))} will no longer be asked. ${warning}Give a code of it, or one of its backup codes.`,
    submit: 'Deactivate',
    from: [enrolment],
    successors: enrolment.is_primary ? others : [],
  };
  await prove(asked, proof => post(`/auth/${enrolment.name}/deactivate`, { id: enrolment.id, ...proof }));
  return `${capital(describe(enrolment))} is deactivated.`;
}

async function regenerate(enrolment) {
  const asked = {
    title: 'New backup codes',
    text: `The old backup codes of ${describe(enrolment)} will stop working. Give a code of it, or one of its backup codes.`,
    submit: 'Make new codes',
    from: [enrolment],
  };
  const answer = await prove(asked, proof => post(`/auth/${enrolment.name}/codes/regenerate`, { id: enrolment.id, ...proof }));
  await showBackupCodes(answer.backup_codes, describe(enrolment));
}
