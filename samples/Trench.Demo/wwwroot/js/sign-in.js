// Register, and log in by password.

import { postAnonymously, session } from './api.js';
import { clearErrors, onSubmit } from './forms.js';
import { openHome } from './methods.js';
import { askSecondStep, wireSecondStep } from './second-step.js';
import { showView } from './views.js';

const logIn = document.getElementById('log-in');
const register = document.getElementById('register');

export function openLogIn() {
  clearErrors(logIn);
  showView('log-in');
}

export function wireSignIn() {
  onSubmit(logIn, async values => {
    await begin(values);
    logIn.reset();
  });
  onSubmit(register, async ({ username, password, email }) => {
    await postAnonymously('/auth/users', { username, password, ...(email ? { email } : {}) });
    await begin({ username, password });
    register.reset();
  });
  wireSecondStep(finish);
  for (const link of document.querySelectorAll('[data-view]')) {
    link.addEventListener('click', () => showView(link.dataset.view));
  }
}

async function begin({ username, password }) {
  const answer = await postAnonymously('/auth/login', { username, password });
  if (answer.ephemeral_token) {
    askSecondStep(answer);
  } else {
    await finish(answer);
  }
}

async function finish(answer) {
  session.open(answer);
  const left = answer.backup_codes_left;
  await openHome(left === undefined || left === null ? '' : `That backup code is used up. ${left} are left.`);
}
