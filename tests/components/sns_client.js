// Publishes one SMS with the AWS SDK for JavaScript: node sns_client.js ENDPOINT REGION ACCESS_KEY SECRET_KEY TO MESSAGE
// Prints {"id": ...}, or {"refused": error code}.
'use strict';
const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');

const [endpoint, region, accessKeyId, secretAccessKey, PhoneNumber, Message] = process.argv.slice(2);
const client = new SNSClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 });

client.send(new PublishCommand({ PhoneNumber, Message })).then(
    answer => console.log(JSON.stringify({ id: answer.MessageId })),
    refusal => console.log(JSON.stringify({ refused: refusal.Error?.Code ?? refusal.Code ?? refusal.name })));
