// Starts the page of the administration.

import { onSessionEnd, post, postAnonymously, session } from './api.js';
import { wireAct } from './admin-act.js';
import { openConfigs, wireConfigs } from './admin-configs.js';
import { wireConfirmations } from './admin-confirmations.js';
import { openEvents, wireEvents } from './admin-events.js';
import { wireUser } from './admin-user.js';
import { clearErrors, onSubmit } from './forms.js';
import { askSecondStep, wireSecondStep } from './second-step.js';
import { say, showView, wireCloseButtons } from './views.js';

const logIn = document.getElementById('log-in');

wireCloseButtons();
wireAct();
wireConfigs();
wireConfirmations();
wireEvents();
wireUser();
wireSecondStep(open);
onSubmit(logIn, async ({ username, password }) => {
  const answer = await postAnonymously('/auth/login', { username, password });
  logIn.reset();
  await (answer.ephemeral_token ? askSecondStep(answer) : open(answer));
});
document.querySelector('[data-view="log-in"]').addEventListener('click', openLogIn);
document.getElementById('log-out').addEventListener('click', logOut);
onSessionEnd(() => {
  document.querySelectorAll('dialog[open]').forEach(dialog => dialog.close());
  openLogIn();
  say('Your session has ended. Log in again.');
});

await (session.isOpen ? openHome() : openLogIn());

function openLogIn() {
  clearErrors(logIn);
  showView('log-in');
}

async function open(tokens) {
  session.open(tokens);
  await openHome();
}

// The events are the first question that only an administrator gets answered.
async function openHome() {
  try {
    await openEvents();
    await openConfigs();
    showView('home');
  } catch (error) {
    openLogIn();
    say(error.status === 403 ? 'This account is no administrator.' : 'Your session could not be continued. Log in again.');
  }
}

async function logOut() {
  try {
    await post('/auth/logout');
  } catch {
    // A session that the server does not know any more is over as well.
  }

  session.drop();
  openLogIn();
  say('You are logged out.');
}
