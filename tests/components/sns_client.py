"""Publishes one SMS with boto3, as django-trench does: sns_client.py ENDPOINT REGION ACCESS_KEY SECRET_KEY TO MESSAGE

Prints {"id": ...}, or {"refused": error code}.
"""
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, region, access_key, secret_key, phone, message = sys.argv[1:]
client = boto3.client(
    "sns",
    endpoint_url=endpoint,
    region_name=region,
    aws_access_key_id=access_key,
    aws_secret_access_key=secret_key,
    config=Config(retries={"total_max_attempts": 1}),
)
try:
    print(json.dumps({"id": client.publish(PhoneNumber=phone, Message=message)["MessageId"]}))
except ClientError as refusal:
    print(json.dumps({"refused": refusal.response["Error"]["Code"]}))
