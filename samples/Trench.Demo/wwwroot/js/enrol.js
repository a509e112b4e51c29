// Adds a method: start, prove it with its first code, keep the backup codes.

import { ApiError, post } from './api.js';
import { showBackupCodes } from './backup-codes.js';
import { clearErrors, onSubmit, run } from './forms.js';
import { Cancelled, withFreshProof } from './proof.js';
import { openDialog } from './views.js';
import { describe, grouped, methodName } from './words.js';

const dialog = document.getElementById('enrol');
const start = document.getElementById('enrol-start');
const confirm = document.getElementById('enrol-confirm');
let current = null;

/** Opens the dialog; resolves once the method is active and its backup codes are saved, or when the dialog is closed. */
export function enrol(method, { enrolments, user }) {
  const asksEmail = method.startsWith('email');
  const asksPhone = method.startsWith('sms');
  const asksLabel = enrolments.some(enrolment => enrolment.name === method);
  document.getElementById('enrol-title').textContent = `Add ${methodName(method)}`;
  document.getElementById('enrol-email-field').hidden = !asksEmail;
  document.getElementById('enrol-phone-field').hidden = !asksPhone;
  document.getElementById('enrol-label-field').hidden = !asksLabel;
  start.elements.email.value = user.email ?? '';
  start.elements.phone_number.value = user.phone_number ?? '';
  start.elements.label.value = '';
  [start, confirm].forEach(clearErrors);
  start.hidden = false;
  confirm.hidden = true;
  openDialog(dialog);

  const finished = new Promise(resolve => { current = { method, enrolments, asksEmail, asksPhone, asksLabel, resolve }; });
  if (!asksEmail && !asksPhone && !asksLabel) {
    run(start, () => activate({}));
  }

  return finished;
}

export function wireEnrol() {
  onSubmit(start, activate);
  onSubmit(confirm, prove);
  dialog.addEventListener('close', () => {
    forgetSecret();
    current?.resolve();
    current = null;
  });
}

async function activate({ email, phone_number: phone, label }) {
  const attempt = current;
  const { method, enrolments, asksEmail, asksPhone, asksLabel } = attempt;
  if (asksLabel && !label) {
    throw new ApiError(400, { label: ['Give it a name.'] });
  }

  const body = {
    ...(asksEmail && email ? { email } : {}),
    ...(asksPhone && phone ? { phone_number: phone } : {}),
    ...(asksLabel && label ? { label } : {}),
  };
  try {
    const answer = await withFreshProof(enrolments, proof => post(`/auth/${method}/activate`, { ...body, ...proof }));
    attempt.label = body.label ?? '';
    if (current === attempt) {
      showQuestion(answer);
    }
  } catch (error) {
    if (!(error instanceof Cancelled)) {
      throw error;
    }

    dialog.close();
  }
}

function showQuestion({ details, secret, qr_link: link, qr_code: image }) {
  const isApp = Boolean(secret && image);
  document.getElementById('enrol-app').hidden = !isApp;
  document.getElementById('enrol-details').textContent = isApp ? '' : details;
  if (isApp) {
    document.getElementById('enrol-qr').src = image;
    document.getElementById('enrol-secret').textContent = grouped(secret);
    document.getElementById('enrol-link').href = link.startsWith('otpauth://') ? link : '#';
  }

  start.hidden = true;
  confirm.hidden = false;
  confirm.elements.code.value = '';
  confirm.elements.code.focus();
}

async function prove({ code }) {
  const { method, label, resolve } = current;
  const answer = await post(`/auth/${method}/activate/confirm`, { code, ...(label ? { label } : {}) });
  current = null;
  dialog.close();
  await showBackupCodes(answer.backup_codes, describe({ name: method, label }));
  resolve();
}

function forgetSecret() {
  document.getElementById('enrol-qr').removeAttribute('src');
  document.getElementById('enrol-secret').textContent = '';
  document.getElementById('enrol-link').removeAttribute('href');
}
