-- The demo's database as of the commit 43d3f55, the schema before there were steps (docs/decisions/004-schema-steps.md).
-- Three users with the password of the journeys: olga has an authenticator app, otto has e-mail, oskar has neither.
-- Never changed: an upgrade has to begin with what was really there.
BEGIN TRANSACTION;
CREATE TABLE "AspNetRoleClaims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetRoleClaims" PRIMARY KEY AUTOINCREMENT,
    "RoleId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_AspNetRoleClaims_AspNetRoles_RoleId" FOREIGN KEY ("RoleId") REFERENCES "AspNetRoles" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetRoles" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AspNetRoles" PRIMARY KEY,
    "Name" TEXT NULL,
    "NormalizedName" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL
);
CREATE TABLE "AspNetUserClaims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetUserClaims" PRIMARY KEY AUTOINCREMENT,
    "UserId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_AspNetUserClaims_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetUserLogins" (
    "LoginProvider" TEXT NOT NULL,
    "ProviderKey" TEXT NOT NULL,
    "ProviderDisplayName" TEXT NULL,
    "UserId" TEXT NOT NULL,
    CONSTRAINT "PK_AspNetUserLogins" PRIMARY KEY ("LoginProvider", "ProviderKey"),
    CONSTRAINT "FK_AspNetUserLogins_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetUserRoles" (
    "UserId" TEXT NOT NULL,
    "RoleId" TEXT NOT NULL,
    CONSTRAINT "PK_AspNetUserRoles" PRIMARY KEY ("UserId", "RoleId"),
    CONSTRAINT "FK_AspNetUserRoles_AspNetRoles_RoleId" FOREIGN KEY ("RoleId") REFERENCES "AspNetRoles" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_AspNetUserRoles_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetUserTokens" (
    "UserId" TEXT NOT NULL,
    "LoginProvider" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_AspNetUserTokens" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_AspNetUserTokens_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetUsers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AspNetUsers" PRIMARY KEY,
    "IsActive" INTEGER NOT NULL,
    "Language" TEXT NULL,
    "UserName" TEXT NULL,
    "NormalizedUserName" TEXT NULL,
    "Email" TEXT NULL,
    "NormalizedEmail" TEXT NULL,
    "EmailConfirmed" INTEGER NOT NULL,
    "PasswordHash" TEXT NULL,
    "SecurityStamp" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneNumberConfirmed" INTEGER NOT NULL,
    "TwoFactorEnabled" INTEGER NOT NULL,
    "LockoutEnd" TEXT NULL,
    "LockoutEnabled" INTEGER NOT NULL,
    "AccessFailedCount" INTEGER NOT NULL
);
INSERT INTO "AspNetUsers" VALUES('0af1ff74-afa5-44dd-86c4-2336c4e9263d',1,NULL,'olga','OLGA','olga@example.com','OLGA@EXAMPLE.COM',0,'AQAAAAIAAYagAAAAECnlfaEvCxrrWWoh0a6ISRKJqmWmvhAaPscZjfpHmC6RshnKToZFavgGoGLzJayLXg==','DH7FW5MHSTCVLRLS7BYMGTJNJ52YM6MF','108fdb29-26fc-457b-8188-13d3b4335e71','+48500600700',0,0,NULL,0,0);
INSERT INTO "AspNetUsers" VALUES('ca44992b-f896-4981-9cff-8218995623d1',1,NULL,'otto','OTTO','otto@example.com','OTTO@EXAMPLE.COM',0,'AQAAAAIAAYagAAAAED6Ow3w+1ie54iIznSeQRn7UQn98bh9O+L8t+L+vDYWYuUgZWiAgW7y4zVnrNNhJ+A==','ITLAKJPSAXP5A4J52524BGRAFAATSMIM','2ff83549-c8f9-45d4-bf94-26dfc2b15747','+48500600700',0,0,NULL,0,0);
INSERT INTO "AspNetUsers" VALUES('b75a6d6e-7b4d-4b08-ac99-ad8b096af6b7',1,NULL,'oskar','OSKAR','oskar@example.com','OSKAR@EXAMPLE.COM',0,'AQAAAAIAAYagAAAAEBnIbHIBlolbcDDCVqife0lDAPtSWuW9y19Zg+WtPUpeJqX/Of7+qwktNZuDlELd/g==','YEMHEXOL5UX6KXJ7554SXENHYYIQRE6X','9893f2b0-3c1a-4398-9fac-6855eb3241e3','+48500600700',0,0,NULL,0,0);
CREATE TABLE "trench_accounts" (
    "user_id" text NOT NULL,
    "kind" INTEGER NOT NULL,
    "consecutive" INTEGER NOT NULL,
    "locked_until" INTEGER NULL,
    "day" INTEGER NOT NULL,
    "day_failures" INTEGER NOT NULL,
    "window_failures" INTEGER NOT NULL,
    "rolled_day" INTEGER NOT NULL,
    "salt" text NULL,
    CONSTRAINT "PK_trench_accounts" PRIMARY KEY ("user_id", "kind"),
    CONSTRAINT "FK_trench_accounts_AspNetUsers_user_id" FOREIGN KEY ("user_id") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
INSERT INTO "trench_accounts" VALUES('0af1ff74-afa5-44dd-86c4-2336c4e9263d',0,0,NULL,20781,0,0,20781,NULL);
INSERT INTO "trench_accounts" VALUES('0af1ff74-afa5-44dd-86c4-2336c4e9263d',1,0,NULL,20781,0,0,20781,'gg4lvpGkF2ewpjGsBFVoKg');
INSERT INTO "trench_accounts" VALUES('ca44992b-f896-4981-9cff-8218995623d1',0,0,NULL,20781,0,0,20781,NULL);
INSERT INTO "trench_accounts" VALUES('ca44992b-f896-4981-9cff-8218995623d1',1,0,NULL,20781,0,0,20781,'c3wP-D8EPJlxFXNm5TV1Mg');
CREATE TABLE "trench_backup_codes" (
    "id" text NOT NULL CONSTRAINT "PK_trench_backup_codes" PRIMARY KEY,
    "user_id" text NOT NULL,
    "enrolment_id" text NULL,
    "hash" text NOT NULL,
    "pepper_id" text NOT NULL,
    "shape" text NULL,
    "scheme" text NULL,
    "created_at" INTEGER NOT NULL,
    "used_at" INTEGER NULL,
    CONSTRAINT "FK_trench_backup_codes_AspNetUsers_user_id" FOREIGN KEY ("user_id") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
INSERT INTO "trench_backup_codes" VALUES('95c0fbb9f4c03082c2b40fdc02fbf3f7','0af1ff74-afa5-44dd-86c4-2336c4e9263d','be36053cc5c0a168a3b703a78a2dc2b2','AuhU_xMev2WSS-TWNGju529UaCVARX-i5_gD4bl6BRE','1',NULL,NULL,1795547354928,NULL);
INSERT INTO "trench_backup_codes" VALUES('2feb34bdfd04a3dde419b66e618b6555','0af1ff74-afa5-44dd-86c4-2336c4e9263d','be36053cc5c0a168a3b703a78a2dc2b2','FWYiAA9Ovs86B9IRpaP83RFmTgP6-HuPDlEeIrab_6k','1',NULL,NULL,1795547354928,NULL);
INSERT INTO "trench_backup_codes" VALUES('03be06ee5bf2df485411927656c17d67','0af1ff74-afa5-44dd-86c4-2336c4e9263d','be36053cc5c0a168a3b703a78a2dc2b2','48_54hDG8d8bVDq_3wlxQq1bJ2mfSxKyxge7f9SJaJ4','1',NULL,NULL,1795547354928,NULL);
INSERT INTO "trench_backup_codes" VALUES('d5cc58247e28b02cd4674de17d87e1bf','0af1ff74-afa5-44dd-86c4-2336c4e9263d','be36053cc5c0a168a3b703a78a2dc2b2','KUsMjoQnHBN4ExvsTV4XogRFWNaQO13kdZE0H_d6vH0','1',NULL,NULL,1795547354928,NULL);
INSERT INTO "trench_backup_codes" VALUES('8e110b7419d6e28efbf87ea7f9b1837e','0af1ff74-afa5-44dd-86c4-2336c4e9263d','be36053cc5c0a168a3b703a78a2dc2b2','CkWf3DHFI_1r9yXPYb63VcWnUf21JmPzs_yGLZidAzo','1',NULL,NULL,1795547354928,NULL);
INSERT INTO "trench_backup_codes" VALUES('7a7ed40fbb998539c53e8d3af402e6a5','0af1ff74-afa5-44dd-86c4-2336c4e9263d','be36053cc5c0a168a3b703a78a2dc2b2','2NYxuU_J19o4D20YNI1gMNn00JwMGLV6hFAY7zk7yU0','1',NULL,NULL,1795547354928,NULL);
INSERT INTO "trench_backup_codes" VALUES('6b4446f93f2e892eaa978d9b63f3cbe8','0af1ff74-afa5-44dd-86c4-2336c4e9263d','be36053cc5c0a168a3b703a78a2dc2b2','mY699qIbAD1zHVgMEu0CvaVFKt0dsrGE8JD4BJ9QYd8','1',NULL,NULL,1795547354928,NULL);
INSERT INTO "trench_backup_codes" VALUES('1fc95443c1191ab3a0a143a1cc3422b7','0af1ff74-afa5-44dd-86c4-2336c4e9263d','be36053cc5c0a168a3b703a78a2dc2b2','6JGxBtm2tfw1WoVyTx3bVf2Gu5FwD_yXm3HdbIghyVg','1',NULL,NULL,1795547354928,NULL);
INSERT INTO "trench_backup_codes" VALUES('99bc8fd1a082d0650818f7df434243eb','0af1ff74-afa5-44dd-86c4-2336c4e9263d','be36053cc5c0a168a3b703a78a2dc2b2','9coiMKLv62Y5bM6KmWF2Lo40IeTjiHhp62hNgETTJo4','1',NULL,NULL,1795547354928,NULL);
INSERT INTO "trench_backup_codes" VALUES('2b9dceba0b88392dfaa2ccdc754a8365','0af1ff74-afa5-44dd-86c4-2336c4e9263d','be36053cc5c0a168a3b703a78a2dc2b2','AunO4WUdMUwcZ0YRxNYBeFPb3QlvZu8K8h0uyBua0NY','1',NULL,NULL,1795547354928,NULL);
INSERT INTO "trench_backup_codes" VALUES('eabec567d5cbcd7a97d55f2fde0b0008','ca44992b-f896-4981-9cff-8218995623d1','93c2f12783227a3cbc80e6f4ac54a200','S90vWQXjTpSgt_rTN8std5YOJEOh5iXlCDWOovwfHOg','1',NULL,NULL,1795547356341,NULL);
INSERT INTO "trench_backup_codes" VALUES('3f22f6c079e245d135e28edd7516b9a3','ca44992b-f896-4981-9cff-8218995623d1','93c2f12783227a3cbc80e6f4ac54a200','dk_ZIkLfVfa_FTDJPPnKvpA3ULc69sGsIMUUWZmcOXs','1',NULL,NULL,1795547356341,NULL);
INSERT INTO "trench_backup_codes" VALUES('7023565bf231f0104676f5b299b6fac1','ca44992b-f896-4981-9cff-8218995623d1','93c2f12783227a3cbc80e6f4ac54a200','Kmgrglb1TbOUXb0GJtwJxbBCIaA-ekCbmPC4q_vSHy8','1',NULL,NULL,1795547356341,NULL);
INSERT INTO "trench_backup_codes" VALUES('7b28e03d33b59a35d0baa6d829c06827','ca44992b-f896-4981-9cff-8218995623d1','93c2f12783227a3cbc80e6f4ac54a200','KOLVpRCqcxzJFQMiUzNtuwvCM6y9U6GaZ2FqxjWhE8I','1',NULL,NULL,1795547356341,NULL);
INSERT INTO "trench_backup_codes" VALUES('e6ce47909bf4e015e9a079c758fc549f','ca44992b-f896-4981-9cff-8218995623d1','93c2f12783227a3cbc80e6f4ac54a200','Ptu9inBDXUoDyEpEX6n7TR_tFu6lMc3iHZmArs4W5VQ','1',NULL,NULL,1795547356341,NULL);
INSERT INTO "trench_backup_codes" VALUES('a6ad0b9371769dc330cddb3abdb8bb30','ca44992b-f896-4981-9cff-8218995623d1','93c2f12783227a3cbc80e6f4ac54a200','bDFpZmq3eXHWML48bVPiG1WzBdeQ6nyghikpjU5xkGQ','1',NULL,NULL,1795547356341,NULL);
INSERT INTO "trench_backup_codes" VALUES('2768c7617ae9cb31f0ed226ef4c646de','ca44992b-f896-4981-9cff-8218995623d1','93c2f12783227a3cbc80e6f4ac54a200','K9MBWE6EC48yFLS6nuEEk0I3L2ByXNlkfnaRmbmLB9M','1',NULL,NULL,1795547356341,NULL);
INSERT INTO "trench_backup_codes" VALUES('fe433272c18d731bda9ed55e0e2de7d0','ca44992b-f896-4981-9cff-8218995623d1','93c2f12783227a3cbc80e6f4ac54a200','wAnKybCfpO7s2svFVKEfD3aiKeU0erCyzfRtE3qzTdE','1',NULL,NULL,1795547356341,NULL);
INSERT INTO "trench_backup_codes" VALUES('3d352479903ebfdee15044b2b76ba3d4','ca44992b-f896-4981-9cff-8218995623d1','93c2f12783227a3cbc80e6f4ac54a200','zXVplc4h3DS5qBwLZ5wiPn6CPblQCxfxkCgeeVerKfQ','1',NULL,NULL,1795547356341,NULL);
INSERT INTO "trench_backup_codes" VALUES('165ba8b0c3101721127ab05ea5947ca1','ca44992b-f896-4981-9cff-8218995623d1','93c2f12783227a3cbc80e6f4ac54a200','Y7dZvBxxNSWha_2nyBLmovkL5n60f-sY2cbfcvRlHGk','1',NULL,NULL,1795547356341,NULL);
CREATE TABLE "trench_challenges" (
    "id" text NOT NULL CONSTRAINT "PK_trench_challenges" PRIMARY KEY,
    "ticket_hash" text NULL,
    "user_id" text NULL,
    "purpose" text NOT NULL,
    "facade" text NOT NULL,
    "client" text NULL,
    "enrolment_id" text NULL,
    "method" text NULL,
    "code_hash" text NULL,
    "code_expires_at" INTEGER NULL,
    "state" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "max_attempts" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "last_sent_at" INTEGER NULL,
    "stamp_hash" text NULL,
    "session_id" text NULL,
    "sealed_data" text NULL,
    CONSTRAINT "FK_trench_challenges_AspNetUsers_user_id" FOREIGN KEY ("user_id") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
INSERT INTO "trench_challenges" VALUES('81dda1c36bf20a659a2efb85ac214493',NULL,'ca44992b-f896-4981-9cff-8218995623d1','enrol','trench',NULL,'93c2f12783227a3cbc80e6f4ac54a200','email','1.TVrjUk1QXqi7DagLC4u6i4iMSeFaalrX8Aw94h_nPaY',1795547955251,2,0,5,1795547355251,1795547955251,1795547355252,'p0BDNov9M9b2tL9Jysi0rMlErCRMM2iYffSY_YLtLaQ','2f261da66d146f01892fa6d295b76f99',NULL);
CREATE TABLE "trench_enrolments" (
    "id" text NOT NULL CONSTRAINT "PK_trench_enrolments" PRIMARY KEY,
    "user_id" text NOT NULL,
    "method" text NOT NULL,
    "label" text NOT NULL,
    "status" INTEGER NOT NULL,
    "is_primary" INTEGER NOT NULL,
    "sealed_factor" text NULL,
    "target_hint" text NULL,
    "reference" text NULL,
    "counter" INTEGER NOT NULL,
    "pending_factor" text NULL,
    "pending_hint" text NULL,
    "pending_until" INTEGER NULL,
    "created_at" INTEGER NOT NULL,
    "activated_at" INTEGER NULL,
    "last_used_at" INTEGER NULL,
    CONSTRAINT "FK_trench_enrolments_AspNetUsers_user_id" FOREIGN KEY ("user_id") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
INSERT INTO "trench_enrolments" VALUES('be36053cc5c0a168a3b703a78a2dc2b2','0af1ff74-afa5-44dd-86c4-2336c4e9263d','app','',1,1,'CfDJ8OudUpTKrRdHpCIsa7JovbobeV_LTQb9FW2P_4c1SLhuRXv4ttfAY3RMxaJYbn_P9xoEBoboaFoRH1GEZT42zx3yt72ldQqgdPEM1wi9VagQuEOP6IEguzXlbxswGHHhswQ3S3leGpnpOOFLx06OIaw',NULL,NULL,57000000,NULL,NULL,NULL,1795547354686,1795547354927,NULL);
INSERT INTO "trench_enrolments" VALUES('93c2f12783227a3cbc80e6f4ac54a200','ca44992b-f896-4981-9cff-8218995623d1','email','',1,1,'CfDJ8OudUpTKrRdHpCIsa7JovbpFe4mp5lFDoQBEz16JtPvVs_gZmLM2OF3zbAhFH-m5gIGBUF2hQyqUjjoqhu2z9KG2722npD0v4Ydf8wZbhfxxFP7NN8jvcaKkvGM76iFWue4attLYtHUraXEwIRVrbpA','o***@example.com',NULL,-1,NULL,NULL,NULL,1795547355235,1795547356341,NULL);
CREATE TABLE "trench_events" (
    "id" text NOT NULL CONSTRAINT "PK_trench_events" PRIMARY KEY,
    "name" text NOT NULL,
    "at" INTEGER NOT NULL,
    "user_id" text NULL,
    "actor_id" text NULL,
    "method" text NULL,
    "enrolment_id" text NULL,
    "purpose" text NULL,
    "challenge_id" text NULL,
    "facade" text NULL,
    "address" text NULL,
    "reason" text NULL,
    "count" INTEGER NULL,
    "node" text NULL
);
INSERT INTO "trench_events" VALUES('9a71c7b662d9fe4510b4e55a2e040aed','login.first_factor_ok',1795547354491,'0af1ff74-afa5-44dd-86c4-2336c4e9263d',NULL,NULL,NULL,NULL,NULL,'trench','127.0.0.1',NULL,NULL,'node-1');
INSERT INTO "trench_events" VALUES('3cd55726e44cc9d48cb513ab21d89d35','login.completed',1795547354491,'0af1ff74-afa5-44dd-86c4-2336c4e9263d',NULL,NULL,NULL,NULL,NULL,'trench','127.0.0.1','urn:trench:acr:password',NULL,'node-1');
INSERT INTO "trench_events" VALUES('f4c3424a485a19315698bd59725efcc0','method.enrol_started',1795547354765,'0af1ff74-afa5-44dd-86c4-2336c4e9263d',NULL,'app','be36053cc5c0a168a3b703a78a2dc2b2',NULL,NULL,'trench','127.0.0.1',NULL,NULL,'node-1');
INSERT INTO "trench_events" VALUES('917dc0bb7b034b5ec5d1517aad4acd4d','code.accepted',1795547355028,'0af1ff74-afa5-44dd-86c4-2336c4e9263d',NULL,'app','be36053cc5c0a168a3b703a78a2dc2b2','enrol',NULL,'trench','127.0.0.1',NULL,NULL,'node-1');
INSERT INTO "trench_events" VALUES('b109eb44af8ba5c5751dfaa8a3b5b0fa','method.activated',1795547354928,'0af1ff74-afa5-44dd-86c4-2336c4e9263d',NULL,'app','be36053cc5c0a168a3b703a78a2dc2b2',NULL,NULL,'trench','127.0.0.1',NULL,NULL,'node-1');
INSERT INTO "trench_events" VALUES('d4aba7efeac70f5948d18db498f62ad0','backup.generated',1795547355021,'0af1ff74-afa5-44dd-86c4-2336c4e9263d',NULL,'app','be36053cc5c0a168a3b703a78a2dc2b2',NULL,NULL,'trench','127.0.0.1',NULL,10,'node-1');
INSERT INTO "trench_events" VALUES('11865edb87eec32070bceab67a79cf6f','login.first_factor_ok',1795547355203,'ca44992b-f896-4981-9cff-8218995623d1',NULL,NULL,NULL,NULL,NULL,'trench','127.0.0.1',NULL,NULL,'node-1');
INSERT INTO "trench_events" VALUES('acd5d09475fd56b3a02ac93aa74aa10f','login.completed',1795547355203,'ca44992b-f896-4981-9cff-8218995623d1',NULL,NULL,NULL,NULL,NULL,'trench','127.0.0.1','urn:trench:acr:password',NULL,'node-1');
INSERT INTO "trench_events" VALUES('f37218ef8517b281d388b68a012313c0','method.enrol_started',1795547355261,'ca44992b-f896-4981-9cff-8218995623d1',NULL,'email','93c2f12783227a3cbc80e6f4ac54a200',NULL,NULL,'trench','127.0.0.1',NULL,NULL,'node-1');
INSERT INTO "trench_events" VALUES('6137904e28ca581564931ea2dcb1a234','code.accepted',1795547356385,'ca44992b-f896-4981-9cff-8218995623d1',NULL,'email','93c2f12783227a3cbc80e6f4ac54a200','enrol','81dda1c36bf20a659a2efb85ac214493','trench','127.0.0.1',NULL,NULL,'node-1');
INSERT INTO "trench_events" VALUES('1081d71b4233378a49fa57f9796bdad4','method.activated',1795547356341,'ca44992b-f896-4981-9cff-8218995623d1',NULL,'email','93c2f12783227a3cbc80e6f4ac54a200',NULL,NULL,'trench','127.0.0.1',NULL,NULL,'node-1');
INSERT INTO "trench_events" VALUES('8b96a8dcf3ecab0ab41eef956ae736d5','backup.generated',1795547356384,'ca44992b-f896-4981-9cff-8218995623d1',NULL,'email','93c2f12783227a3cbc80e6f4ac54a200',NULL,NULL,'trench','127.0.0.1',NULL,10,'node-1');
CREATE TABLE "trench_failure_days" (
    "user_id" text NOT NULL,
    "kind" INTEGER NOT NULL,
    "day" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    CONSTRAINT "PK_trench_failure_days" PRIMARY KEY ("user_id", "kind", "day")
);
CREATE TABLE "trench_keys" (
    "id" text NOT NULL CONSTRAINT "PK_trench_keys" PRIMARY KEY,
    "name" text NOT NULL,
    "master_id" text NOT NULL,
    "xml" text NOT NULL
);
INSERT INTO "trench_keys" VALUES('ce2822960e684156a7573b0bc2f3b900','key-94529deb-adca-4717-a422-2c6bb268bdba','736263431680d738','<key id="94529deb-adca-4717-a422-2c6bb268bdba" version="1"><creationDate>2026-11-24T19:09:09.020038Z</creationDate><activationDate>2026-11-24T19:09:09.020038Z</activationDate><expirationDate>2027-02-22T19:09:09.020038Z</expirationDate><descriptor deserializerType="Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel.AuthenticatedEncryptorDescriptorDeserializer, Microsoft.AspNetCore.DataProtection, Version=10.0.0.0, Culture=neutral, PublicKeyToken=adb9793829ddae60"><descriptor><encryption algorithm="AES_256_CBC" /><validation algorithm="HMACSHA256" /><encryptedSecret decryptorType="Trench.EntityFrameworkCore.MasterKeyDecryptor, Trench.EntityFrameworkCore, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" xmlns="http://schemas.asp.net/2015/03/dataProtection"><sealedKey masterId="736263431680d738" xmlns="">Ux78OZXaxDuUd1ADa+QOb3c44P/cnpKbcwcv7bOk5HhWo5ffMROmoZcQIhGly9oTKPO7fKbKXOXexGtcn3pu3MRWZp3W3675cgulMLThfjClA/AELtIVwBW6WlUV6LY5tk+/8T0u0WvlV9TZXsM43Eq0nKkqujwX4jciaFxokveYhpVaJbkgKknNmne0xIhl2QjCDUkwYXjV5XpH/7pXxcCYnvlTC5Jha648fEavnwEEtomRP824vNi8Wum/Bv8QqZriBLovII2Ym8n9QzNljIa2XzV2N6SpVOpohZmQFhdS2u82vAqoStiztZUGNR+4pODOGlihujwoU+T5D+If5pZE1hU+jrqu7hhv0Cx61cNkWdOCevvaWsO/jJI1hwvoT60tcrbsBPaIlQ==</sealedKey></encryptedSecret></descriptor></descriptor></key>');
CREATE TABLE "trench_outbox" (
    "id" text NOT NULL CONSTRAINT "PK_trench_outbox" PRIMARY KEY,
    "challenge_id" text NULL,
    "user_id" text NULL,
    "method" text NOT NULL,
    "sealed_body" text NULL,
    "state" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "next_attempt_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "lease_owner" text NULL,
    "lease_until" INTEGER NULL
);
INSERT INTO "trench_outbox" VALUES('69f8f6ac8ac20b3b7081d29e2da737b6','81dda1c36bf20a659a2efb85ac214493','ca44992b-f896-4981-9cff-8218995623d1','email',NULL,1,1,1795547355254,1795547355254,1795547955251,NULL,NULL);
CREATE TABLE "trench_sessions" (
    "id" text NOT NULL CONSTRAINT "PK_trench_sessions" PRIMARY KEY,
    "user_id" text NOT NULL,
    "secret_hash" text NOT NULL,
    "stamp_hash" text NOT NULL,
    "amr" text NOT NULL,
    "acr" text NOT NULL,
    "auth_time" INTEGER NOT NULL,
    "proof_until" INTEGER NULL,
    "expires_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    CONSTRAINT "FK_trench_sessions_AspNetUsers_user_id" FOREIGN KEY ("user_id") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
INSERT INTO "trench_sessions" VALUES('0a57290ce7e7caa324b55d670fbed7b8','0af1ff74-afa5-44dd-86c4-2336c4e9263d','7U9Lxjjl8oTf805COdZyHj4Xglg54yiRq9RnPsfaux8','H59DFvPsnSMUfCSXZPktHHQh0kY3T9TRH408heib6oI','pwd','urn:trench:acr:password',1795547354489,1795547655024,1795633754489,NULL);
INSERT INTO "trench_sessions" VALUES('2f261da66d146f01892fa6d295b76f99','ca44992b-f896-4981-9cff-8218995623d1','DnwitfQMoiLxroMgFtgzQ8cRZQHYW1fgO65yms8EISY','p0BDNov9M9b2tL9Jysi0rMlErCRMM2iYffSY_YLtLaQ','pwd','urn:trench:acr:password',1795547355202,1795547656384,1795633755202,NULL);
CREATE INDEX "IX_AspNetRoleClaims_RoleId" ON "AspNetRoleClaims" ("RoleId");
CREATE UNIQUE INDEX "RoleNameIndex" ON "AspNetRoles" ("NormalizedName");
CREATE INDEX "IX_AspNetUserClaims_UserId" ON "AspNetUserClaims" ("UserId");
CREATE INDEX "IX_AspNetUserLogins_UserId" ON "AspNetUserLogins" ("UserId");
CREATE INDEX "IX_AspNetUserRoles_RoleId" ON "AspNetUserRoles" ("RoleId");
CREATE INDEX "EmailIndex" ON "AspNetUsers" ("NormalizedEmail");
CREATE UNIQUE INDEX "UserNameIndex" ON "AspNetUsers" ("NormalizedUserName");
CREATE INDEX "ix_trench_backup_codes_shape" ON "trench_backup_codes" ("shape") WHERE shape IS NOT NULL;
CREATE UNIQUE INDEX "ux_trench_backup_codes_hash" ON "trench_backup_codes" ("user_id", "hash");
CREATE INDEX "ix_trench_challenges_expiry" ON "trench_challenges" ("expires_at");
CREATE INDEX "ix_trench_challenges_user" ON "trench_challenges" ("user_id", "purpose", "facade");
CREATE UNIQUE INDEX "ux_trench_challenges_ticket" ON "trench_challenges" ("ticket_hash");
CREATE UNIQUE INDEX "ux_trench_enrolments_label" ON "trench_enrolments" ("user_id", "method", "label");
CREATE UNIQUE INDEX "ux_trench_enrolments_primary" ON "trench_enrolments" ("user_id") WHERE is_primary;
CREATE UNIQUE INDEX "ux_trench_enrolments_reference" ON "trench_enrolments" ("method", "reference") WHERE reference IS NOT NULL;
CREATE INDEX "ix_trench_events_at" ON "trench_events" ("at");
CREATE INDEX "ix_trench_events_user" ON "trench_events" ("user_id", "at");
CREATE INDEX "ix_trench_outbox_challenge" ON "trench_outbox" ("challenge_id");
CREATE INDEX "ix_trench_outbox_due" ON "trench_outbox" ("next_attempt_at") WHERE state = 0;
CREATE INDEX "ix_trench_outbox_expiry" ON "trench_outbox" ("expires_at");
CREATE INDEX "ix_trench_sessions_expiry" ON "trench_sessions" ("expires_at");
CREATE INDEX "ix_trench_sessions_user" ON "trench_sessions" ("user_id");
COMMIT;
