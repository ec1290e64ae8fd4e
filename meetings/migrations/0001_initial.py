import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('inquiries', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('text', models.CharField(max_length=300, verbose_name='what')),
                ('kind', models.CharField(choices=[('action', 'Action'), ('question', 'Question')], default='action', max_length=8, verbose_name='kind')),
                ('is_quick_win', models.BooleanField(default=False, verbose_name='quick win')),
                ('due_on', models.DateField(verbose_name='by when')),
                ('state', models.CharField(choices=[('offered', 'Offered'), ('open', 'Open'), ('under_way', 'Under way'), ('stuck', 'Stuck'), ('back', 'Handed back'), ('done', 'Done'), ('let_go', 'Let go')], default='open', max_length=10, verbose_name='state')),
                ('first_state', models.CharField(blank=True, choices=[('offered', 'Offered'), ('open', 'Open'), ('under_way', 'Under way'), ('stuck', 'Stuck'), ('back', 'Handed back'), ('done', 'Done'), ('let_go', 'Let go')], editable=False, max_length=10)),
                ('heard_at', models.DateTimeField(verbose_name='last heard')),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('client_key', models.UUIDField(unique=True)),
                ('agreed_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='inquiries.group')),
                ('helpers', models.ManyToManyField(blank=True, related_name='actions_helped', to='inquiries.membership')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions_led', to='inquiries.membership')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['agreed_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('starts_at', models.DateTimeField(verbose_name='starts')),
                ('minutes', models.PositiveSmallIntegerField(default=180, verbose_name='minutes')),
                ('venue', models.CharField(blank=True, max_length=120, verbose_name='venue')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('access_notes', models.TextField(blank=True, verbose_name='access notes')),
                ('focus', models.CharField(blank=True, max_length=200, verbose_name='what this meeting is for')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('missing', models.TextField(blank=True, verbose_name='who is missing, and how do we exclude them?')),
                ('plan_version', models.PositiveIntegerField(default=0, editable=False)),
                ('plan_shared_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('invitation_words', models.TextField(blank=True, verbose_name='in your own words')),
                ('invited_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('opened_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('paused_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('pauses', models.JSONField(default=list, editable=False)),
                ('record_version', models.PositiveIntegerField(default=0, editable=False)),
                ('evening_done_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('debriefed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('closed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='inquiries.group')),
            ],
            options={
                'ordering': ['group', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField()),
                ('told_sequence', models.PositiveIntegerField(default=0)),
                ('told_starts_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('coming', 'I am coming'), ('cannot', 'I can’t come')], max_length=8)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='anything we should know?')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='inquiries.membership')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('agreed', 'Agreed'), ('learned', 'What a small group learned'), ('quote', 'Quote'), ('check_out', 'Check-out'), ('photograph', 'Photograph')], max_length=12)),
                ('text', models.TextField(max_length=2000, verbose_name='text')),
                ('may_be_quoted', models.BooleanField(default=False, verbose_name='they agreed to be quoted')),
                ('asked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('changed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='meetings.meeting')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'ordering': ['recorded_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DebriefPart',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(choices=[('told', 'What happened'), ('observed', 'What did we notice?'), ('reflected', 'What do we make of it?'), ('planned', 'What shall we do differently?'), ('acts', 'Who does what before then?'), ('worked', 'What worked, and what did it lean on?'), ('underneath', 'What lies underneath?'), ('aloud', 'What do we say to seniors rather than write?')], max_length=12)),
                ('text', models.TextField(blank=True, max_length=6000)),
                ('elements', models.JSONField(blank=True, default=list)),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='debrief_parts', to='meetings.meeting')),
            ],
            options={
                'ordering': ['meeting', 'key'],
            },
        ),
        migrations.CreateModel(
            name='DebriefIdea',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('text', models.CharField(max_length=300, verbose_name='an idea for the next meeting')),
                ('client_key', models.UUIDField(unique=True)),
                ('had_at', models.DateTimeField()),
                ('settled', models.CharField(blank=True, choices=[('tried', 'tried'), ('let_go', 'let go')], max_length=8)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('had_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='debrief_ideas', to='meetings.meeting')),
            ],
            options={
                'ordering': ['had_at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('is_present', models.BooleanField(default=True)),
                ('is_walk_in', models.BooleanField(default=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='inquiries.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('arrive', 'Arriving and introductions'), ('recap', 'Recap'), ('updates', 'Round of updates'), ('small_groups', 'Small groups'), ('actions', 'Agree actions'), ('release', 'What goes out of here?'), ('check_out', 'Check-out'), ('pause', 'Pause'), ('talk', 'Whole group')], default='talk', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=120, verbose_name='item')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='prompt')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(480)], verbose_name='minutes')),
                ('carries', models.UUIDField(blank=True, null=True)),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda', to='meetings.meeting')),
            ],
            options={
                'ordering': ['meeting', 'position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActionUpdate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('state', models.CharField(choices=[('offered', 'Offered'), ('open', 'Open'), ('under_way', 'Under way'), ('stuck', 'Stuck'), ('back', 'Handed back'), ('done', 'Done'), ('let_go', 'Let go')], max_length=10)),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='in their words')),
                ('through', models.CharField(choices=[('meeting', 'in the meeting'), ('answer', 'by answering a note'), ('page', 'in Clip'), ('behalf', 'entered on their behalf')], max_length=8)),
                ('capacity', models.CharField(max_length=24)),
                ('due_before', models.DateField(blank=True, null=True)),
                ('text_before', models.CharField(blank=True, max_length=300)),
                ('client_key', models.UUIDField(unique=True)),
                ('at', models.DateTimeField()),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='meetings.action')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('passed_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('passed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='meetings.meeting')),
            ],
            options={
                'ordering': ['-at'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='action',
            name='meeting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='meetings.meeting'),
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('lines', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('may_stand', models.BooleanField(blank=True, null=True)),
                ('words', models.TextField(blank=True, max_length=1000)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='meetings.meeting')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='inquiries.membership')),
            ],
        ),
        migrations.CreateModel(
            name='NoteRhythm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('after_recap', models.BooleanField(default=False, verbose_name='after the recap')),
                ('midway', models.BooleanField(default=False, verbose_name='half way')),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='note_rhythm', to='inquiries.group')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Nudge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('occasion', models.CharField(choices=[('recap', 'after the recap'), ('midway', 'half way between the meetings'), ('before', 'a week before the meeting')], default='before', max_length=6)),
                ('due_at', models.DateTimeField()),
                ('words', models.TextField(blank=True, max_length=600, verbose_name='your own words on top')),
                ('held_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('not_sent_because', models.CharField(blank=True, max_length=120)),
                ('held_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nudges', to='meetings.meeting')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nudges', to='inquiries.membership')),
                ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nudges', to='inquiries.message')),
            ],
            options={
                'ordering': ['due_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OwnFormat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('made_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own_formats', to='inquiries.group')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OwnPart',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('arrive', 'Arriving and introductions'), ('recap', 'Recap'), ('updates', 'Round of updates'), ('small_groups', 'Small groups'), ('actions', 'Agree actions'), ('release', 'What goes out of here?'), ('check_out', 'Check-out'), ('pause', 'Pause'), ('talk', 'Whole group')], default='talk', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=120, verbose_name='item')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='prompt')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(480)], verbose_name='minutes')),
                ('format', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='meetings.ownformat')),
            ],
            options={
                'ordering': ['format', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Photograph',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('image', models.FileField(upload_to='photographs/')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('is_chosen', models.BooleanField(default=False, verbose_name='it stands in the recap')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='photograph', to='meetings.entry')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Recap',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(blank=True, max_length=6000, verbose_name='what we talked about')),
                ('left_out', models.JSONField(blank=True, default=list)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('changed_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('document', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='inquiries.document')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recap', to='meetings.meeting')),
                ('published_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
            ],
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('note', models.CharField(max_length=300, verbose_name='what changed')),
                ('text_before', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('recap', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='meetings.recap')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='RecapLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.UUIDField()),
                ('text', models.TextField(blank=True)),
                ('recap', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='meetings.recap')),
            ],
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('quotes', 'Quote'), ('recap', 'Recap, in the facilitator’s words'), ('wall', 'The wall'), ('story', 'Story'), ('small test', 'Small test'), ('noticed change', 'Noticed change'), ('scenario', 'Scenario plan'), ('measure', 'Measure'), ('practice observation', 'Observation of a practice'), ('practice check', 'Practice check'), ('relationships picture', 'New ties between organisations'), ('structural proposal', 'Structural proposal'), ('initiative', 'Initiative'), ('library', 'For other groups to learn from')], max_length=24)),
                ('about', models.UUIDField()),
                ('released_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='inquiries.group')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='meetings.meeting')),
                ('released_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
            ],
            options={
                'ordering': ['-released_at'],
            },
        ),
        migrations.CreateModel(
            name='RoomCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=12, unique=True)),
                ('shown_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='room_code', to='meetings.meeting')),
                ('shown_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RoomDevice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='room_devices', to='meetings.meeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RoomWord',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('check_in', 'Check-in'), ('check_out', 'Check-out'), ('word', 'A word to the facilitator')], max_length=12)),
                ('text', models.CharField(max_length=1000)),
                ('name', models.CharField(blank=True, max_length=60)),
                ('said_on', models.DateField()),
                ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='words', to='meetings.roomdevice')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='room_words', to='meetings.meeting')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SmallGroup',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('topic', models.CharField(max_length=120, verbose_name='what they talk about')),
                ('client_key', models.UUIDField(unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='small_groups', to='meetings.meeting')),
                ('members', models.ManyToManyField(blank=True, related_name='small_groups', to='inquiries.membership')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('removed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['recorded_at'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='small_group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='meetings.smallgroup'),
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.membership')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='meetings.entry')),
            ],
            options={
                'ordering': ['version'],
            },
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('message', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inquiries.message')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='digests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-day'],
                'constraints': [models.UniqueConstraint(fields=('person', 'day'), name='meetings_digest_one_a_day')],
            },
        ),
        migrations.CreateModel(
            name='DigestChoice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('wants_digest', models.BooleanField(default=True, verbose_name='one mail a working day')),
                ('hour', models.PositiveSmallIntegerField(default=16, validators=[django.core.validators.MinValueValidator(8), django.core.validators.MaxValueValidator(18)], verbose_name='at')),
                ('stuck_at_once', models.BooleanField(default=False, verbose_name='a mail at once whenever somebody is stuck')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='digest_choice', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('hour__gte', 8), ('hour__lte', 18)), name='meetings_digestchoice_hour_while_notes_leave')],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('person',), name='meetings_feed_one_a_person')],
            },
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('group', 'number'), name='meetings_meeting_number_once_a_group'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gt', 0)), name='meetings_meeting_has_minutes'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='meetings_meeting_closed_at_with_closed_by'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('paused_at', None), models.Q(('closed_at', None), ('opened_at__isnull', False)), _connector='OR'), name='meetings_meeting_paused_while_recording'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), ('opened_at__isnull', False), _connector='OR'), name='meetings_meeting_opened_before_closed'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(fields=('meeting', 'membership'), name='meetings_invitation_once'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='meetings_invitation_answer_with_answered_at'),
        ),
        migrations.AddConstraint(
            model_name='debriefpart',
            constraint=models.UniqueConstraint(fields=('meeting', 'key'), name='meetings_debriefpart_once_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='debriefidea',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='meetings_debriefidea_removed_at_with_removed_by'),
        ),
        migrations.AddConstraint(
            model_name='debriefidea',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled', ''), ('settled_at', None)), models.Q(models.Q(('settled', ''), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='meetings_debriefidea_settled_with_settled_at'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'membership'), name='meetings_attendance_once'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='meetings_agendaitem_removed_at_with_removed_by'),
        ),
        migrations.AddIndex(
            model_name='actionupdate',
            index=models.Index(fields=['action', '-at'], name='meetings_update_by_action'),
        ),
        migrations.AddConstraint(
            model_name='actionupdate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='meetings_actionupdate_removed_at_with_removed_by'),
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(fields=['group', 'state'], name='meetings_action_by_group'),
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(fields=['lead', 'state'], name='meetings_action_by_lead'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='meetings_action_removed_at_with_removed_by'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state__in', ['done', 'let_go'])), models.Q(models.Q(('state__in', ['done', 'let_go']), _negated=True), ('finished_at', None)), _connector='OR'), name='meetings_action_finished_at_when_finished'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('meeting', 'membership'), name='meetings_mention_once'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('may_stand', None)), models.Q(('answered_at__isnull', False), ('may_stand__isnull', False)), _connector='OR'), name='meetings_mention_answered_at_with_may_stand'),
        ),
        migrations.AddIndex(
            model_name='nudge',
            index=models.Index(condition=models.Q(('decided_at', None)), fields=['due_at'], name='meetings_nudge_waiting'),
        ),
        migrations.AddConstraint(
            model_name='nudge',
            constraint=models.UniqueConstraint(fields=('meeting', 'membership', 'occasion'), name='meetings_nudge_one_an_occasion'),
        ),
        migrations.AddConstraint(
            model_name='nudge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_at', None), ('held_by', None)), models.Q(('held_at__isnull', False), ('held_by__isnull', False)), _connector='OR'), name='meetings_nudge_held_at_with_held_by'),
        ),
        migrations.AddConstraint(
            model_name='ownformat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='meetings_ownformat_removed_at_with_removed_by'),
        ),
        migrations.AddConstraint(
            model_name='ownformat',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('group', 'name'), name='meetings_ownformat_name_once'),
        ),
        migrations.AddConstraint(
            model_name='recap',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('published_by', None)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='meetings_recap_published_at_with_published_by'),
        ),
        migrations.AddConstraint(
            model_name='recapline',
            constraint=models.UniqueConstraint(fields=('recap', 'source'), name='meetings_recap_line_once_of_a_source'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('kind', 'about'), name='meetings_release_once'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at', None), ('taken_back_by', None)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='meetings_release_taken_back_at_with_taken_back_by'),
        ),
        migrations.AddConstraint(
            model_name='roomword',
            constraint=models.UniqueConstraint(fields=('device', 'kind'), name='meetings_roomword_one_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='roomword',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), ('kind', 'word'), _connector='OR'), name='meetings_roomword_name_with_a_word_alone'),
        ),
        migrations.AddConstraint(
            model_name='smallgroup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='meetings_smallgroup_removed_at_with_removed_by'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_by', None)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='meetings_entry_removed_at_with_removed_by'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'learned'), ('small_group__isnull', False)), models.Q(('kind', 'learned'), _negated=True), _connector='OR'), name='meetings_entry_learned_in_a_small_group'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'check_out'), _negated=True), ('speaker', None), _connector='OR'), name='meetings_entry_check_out_without_name'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(fields=('entry', 'version'), name='meetings_wording_once_a_version'),
        ),
    ]
