import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('slug', models.SlugField(unique=True)),
                ('locality', models.CharField(blank=True, max_length=120, verbose_name='locality')),
                ('who_for', models.CharField(max_length=200, verbose_name='who it is for')),
                ('asked_for', models.TextField(blank=True, verbose_name='what seniors asked for')),
                ('given', models.TextField(blank=True, verbose_name='what they gave: time, people, money')),
                ('planned_meetings', models.PositiveSmallIntegerField(default=6, verbose_name='meetings planned')),
                ('meeting_minutes', models.PositiveSmallIntegerField(default=180, verbose_name='minutes of a meeting')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('beat_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_folded', models.CharField(db_index=True, editable=False, max_length=120)),
                ('sector', models.CharField(choices=[('h', 'Health board'), ('c', 'Council'), ('g', 'GP practice or other contractor'), ('t', 'Third sector'), ('i', 'Independent'), ('p', 'Community')], max_length=1, verbose_name='sector')),
            ],
            options={
                'ordering': ['name_folded'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(unique=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('short_name', models.CharField(blank=True, max_length=60, verbose_name='how we greet them')),
                ('name_folded', models.CharField(db_index=True, editable=False, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='email address')),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False)),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('notes_paused_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'ordering': ['name_folded'],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=64, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('file_name', models.CharField(max_length=120)),
                ('source', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('queued', 'Waiting'), ('rendering', 'Being drawn'), ('ready', 'Ready'), ('failed', 'Could not be made')], default='queued', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('ready_at', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('failed_because', models.CharField(blank=True, max_length=300)),
                ('file', models.FileField(blank=True, upload_to='documents/')),
                ('pages', models.PositiveSmallIntegerField(default=0)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='inquiries.group')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HistoricalOrganisation',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_folded', models.CharField(db_index=True, editable=False, max_length=120)),
                ('sector', models.CharField(choices=[('h', 'Health board'), ('c', 'Council'), ('g', 'GP practice or other contractor'), ('t', 'Third sector'), ('i', 'Independent'), ('p', 'Community')], max_length=1, verbose_name='sector')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical organisation',
                'verbose_name_plural': 'historical organisations',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalProgramme',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField()),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical programme',
                'verbose_name_plural': 'historical programmes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='LostStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('reset', 'Two people confirmed it, and the second step was taken off'), ('refused', 'Somebody who was asked said that it is not so'), ('found', 'They signed in with it after all'), ('ended', 'A newer one took its place')], max_length=8)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lost_steps', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('how', models.CharField(choices=[('met', 'I met them, and know them'), ('rang', 'I rang a number that I had before, and know their voice'), ('server', 'On the server, by who runs it')], max_length=8, verbose_name='How did you make sure that it is them?')),
                ('confirmed_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lost', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='inquiries.loststep')),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('member', 'Member'), ('facilitator', 'Facilitator'), ('integration_manager', 'Integration manager')], default='member', max_length=24, verbose_name='role')),
                ('job', models.CharField(blank=True, max_length=120, verbose_name='what they do')),
                ('joined_on', models.DateField(verbose_name='joined on')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('is_informed_only', models.BooleanField(default=False, verbose_name='gets the recap only')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='inquiries.group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='inquiries.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('rsvp', 'say whether I come'), ('answer', 'answer about my actions'), ('recap', 'read a recap'), ('pause', 'pause my notes')], max_length=8)),
                ('about', models.UUIDField()),
                ('made_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='inquiries.membership')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=200, unique=True)),
                ('kind', models.CharField(choices=[('code', 'Sign-in code'), ('invitation', 'Invitation'), ('plan', 'Plan of a meeting'), ('took_on', 'What you took on'), ('asked', 'Would you take this on?'), ('recap', 'Recap'), ('note', 'A note between meetings'), ('alert', 'Somebody needs help'), ('security', 'How you sign in')], max_length=12)),
                ('to', models.EmailField(blank=True, max_length=254)),
                ('from_name', models.CharField(blank=True, max_length=75)),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('subject', models.CharField(max_length=300)),
                ('text', models.TextField(blank=True)),
                ('html', models.TextField(blank=True)),
                ('calendar', models.TextField(blank=True)),
                ('pause_url', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('queued', 'Waiting'), ('claimed', 'Being sent'), ('handed', 'Handed over'), ('sent', 'Sent'), ('uncertain', 'May have been delivered'), ('retry', 'Will be tried again'), ('failed', 'Could not be sent'), ('suppressed', 'Not sent, on purpose')], default='queued', max_length=12)),
                ('made_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('refusals', models.PositiveSmallIntegerField(default=0)),
                ('crashes', models.PositiveSmallIntegerField(default=0)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('handed_at', models.DateTimeField(blank=True, null=True)),
                ('first_tried_at', models.DateTimeField(blank=True, null=True)),
                ('sent_again_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('failed_because', models.CharField(blank=True, max_length=300)),
                ('purged_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='inquiries.group')),
                ('membership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='inquiries.membership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL)),
                ('sent_again_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalMembership',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('role', models.CharField(choices=[('member', 'Member'), ('facilitator', 'Facilitator'), ('integration_manager', 'Integration manager')], default='member', max_length=24, verbose_name='role')),
                ('job', models.CharField(blank=True, max_length=120, verbose_name='what they do')),
                ('joined_on', models.DateField(verbose_name='joined on')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('is_informed_only', models.BooleanField(default=False, verbose_name='gets the recap only')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.group')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.organisation')),
            ],
            options={
                'verbose_name': 'historical membership',
                'verbose_name_plural': 'historical memberships',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(unique=True)),
                ('outline', models.TextField(blank=True, verbose_name='in outline')),
                ('parties', models.ManyToManyField(blank=True, related_name='partnerships', to='inquiries.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='inquiries.programme')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalGroup',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('slug', models.SlugField()),
                ('locality', models.CharField(blank=True, max_length=120, verbose_name='locality')),
                ('who_for', models.CharField(max_length=200, verbose_name='who it is for')),
                ('asked_for', models.TextField(blank=True, verbose_name='what seniors asked for')),
                ('given', models.TextField(blank=True, verbose_name='what they gave: time, people, money')),
                ('planned_meetings', models.PositiveSmallIntegerField(default=6, verbose_name='meetings planned')),
                ('meeting_minutes', models.PositiveSmallIntegerField(default=180, verbose_name='minutes of a meeting')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.partnership')),
            ],
            options={
                'verbose_name': 'historical group',
                'verbose_name_plural': 'historical groups',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='group',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='inquiries.partnership'),
        ),
        migrations.CreateModel(
            name='NationalBody',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='national_bodies', to='inquiries.programme')),
            ],
            options={
                'verbose_name_plural': 'national bodies',
            },
        ),
        migrations.CreateModel(
            name='HistoricalStewardship',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('role', models.CharField(choices=[('senior_manager', 'Senior manager'), ('learning_partner', 'Learning partner'), ('national_body', 'National body'), ('administrator', 'Programme administrator')], max_length=24, verbose_name='role')),
                ('job', models.CharField(blank=True, max_length=120, verbose_name='what they do')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.group')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.partnership')),
                ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.programme')),
            ],
            options={
                'verbose_name': 'historical stewardship',
                'verbose_name_plural': 'historical stewardships',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalPartnership',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField()),
                ('outline', models.TextField(blank=True, verbose_name='in outline')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.programme')),
            ],
            options={
                'verbose_name': 'historical partnership',
                'verbose_name_plural': 'historical partnerships',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalNationalBody',
            fields=[
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inquiries.programme')),
            ],
            options={
                'verbose_name': 'historical national body',
                'verbose_name_plural': 'historical national bodies',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Purpose',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('term', models.CharField(choices=[('long', 'For good'), ('medium', 'By the end of our meetings'), ('short', 'Before we next meet')], default='long', max_length=8)),
                ('text', models.CharField(max_length=300, verbose_name='purpose')),
                ('why', models.TextField(blank=True, verbose_name='why it was worded so')),
                ('agreed_on', models.DateField()),
                ('replaced_on', models.DateField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='purposes', to='inquiries.group')),
                ('made_by', models.ManyToManyField(blank=True, related_name='purposes_made', to='inquiries.membership')),
            ],
            options={
                'ordering': ['term', 'agreed_on'],
            },
        ),
        migrations.CreateModel(
            name='Spell',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spells', to='inquiries.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spells', to='inquiries.organisation')),
            ],
            options={
                'ordering': ['starts_on'],
            },
        ),
        migrations.CreateModel(
            name='Stewardship',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('senior_manager', 'Senior manager'), ('learning_partner', 'Learning partner'), ('national_body', 'National body'), ('administrator', 'Programme administrator')], max_length=24, verbose_name='role')),
                ('job', models.CharField(blank=True, max_length=120, verbose_name='what they do')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stewardships', to='inquiries.group')),
                ('partnership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stewardships', to='inquiries.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stewardships', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stewardships', to='inquiries.programme')),
            ],
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('email', ''), _negated=True), name='inquiries_user_email_absent_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='loststep',
            constraint=models.UniqueConstraint(condition=models.Q(('settled_at', None)), fields=('person',), name='inquiries_loststep_one_open_a_person'),
        ),
        migrations.AddConstraint(
            model_name='loststep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_at', None)), models.Q(('settled_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='inquiries_loststep_settled_with_outcome'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.UniqueConstraint(fields=('lost', 'place'), name='inquiries_confirmation_one_a_place'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.UniqueConstraint(fields=('lost', 'by'), name='inquiries_confirmation_one_a_person'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.CheckConstraint(condition=models.Q(('place__in', [1, 2])), name='inquiries_confirmation_two_places'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('purpose', 'membership', 'about'), name='inquiries_link_one_a_purpose'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state__in', ['queued', 'retry'])), fields=['due_at'], name='inquiries_message_due'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['group', '-made_at'], name='inquiries_message_by_group'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('group', 'person'), name='inquiries_membership_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('left_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='inquiries_membership_leaves_after_joining'),
        ),
        migrations.AddConstraint(
            model_name='nationalbody',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='inquiries_nationalbody_once'),
        ),
        migrations.AddConstraint(
            model_name='purpose',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_on', None)), fields=('group', 'term'), name='inquiries_purpose_one_current_a_term'),
        ),
        migrations.AddConstraint(
            model_name='spell',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('membership',), name='inquiries_spell_one_open_a_membership'),
        ),
        migrations.AddConstraint(
            model_name='spell',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='inquiries_spell_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='stewardship',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('group', None), ('partnership', None), ('programme__isnull', False)), models.Q(('group', None), ('partnership__isnull', False), ('programme', None)), models.Q(('group__isnull', False), ('partnership', None), ('programme', None)), _connector='OR'), name='inquiries_stewardship_at_one_place'),
        ),
        migrations.AddConstraint(
            model_name='stewardship',
            constraint=models.UniqueConstraint(fields=('person', 'programme'), name='inquiries_stewardship_once_a_programme'),
        ),
        migrations.AddConstraint(
            model_name='stewardship',
            constraint=models.UniqueConstraint(fields=('person', 'partnership'), name='inquiries_stewardship_once_a_partnership'),
        ),
        migrations.AddConstraint(
            model_name='stewardship',
            constraint=models.UniqueConstraint(fields=('person', 'group'), name='inquiries_stewardship_once_a_group'),
        ),
    ]
